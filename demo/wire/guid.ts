// A uniqueidentifier on the wire: the first three groups are little endian, the last two are not.

const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** Sixteen bytes -> upper-case text with dashes. */
export function guidText(bytes: Buffer): string {
  const hex = swap(bytes).toString('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Text with dashes -> sixteen bytes. */
export function guidBytes(text: string): Buffer {
  return swap(Buffer.from(text.replaceAll('-', ''), 'hex'));
}

/** Its own inverse. */
function swap(bytes: Buffer): Buffer {
  return Buffer.from(ORDER.map((index) => bytes.readUInt8(index)));
}
