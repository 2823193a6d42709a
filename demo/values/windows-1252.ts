// The code page of CHAR and VARCHAR. The five bytes Windows-1252 leaves undefined (81 8D 8F 90 9D) are kept in the store
// as the characters U+0081, U+008D ... and go out as those bytes: that is how a row gets a byte outside its code page.

const decoder = new TextDecoder('windows-1252');
const bytes = new Map<string, number>();
for (let byte = 0; byte < 256; byte++) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);

const QUESTION_MARK = 0x3f;

/** Bytes -> text; every byte has a character. */
export function fromWindows1252(data: Uint8Array): string {
  return decoder.decode(data);
}

/** Text -> bytes; a character outside the code page becomes a question mark, as SQL Server does it. */
export function toWindows1252(text: string): Buffer {
  const result = Buffer.allocUnsafe(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    result[index] = code < 0x80 ? code : (bytes.get(text.charAt(index)) ?? QUESTION_MARK);
  }
  return result;
}
