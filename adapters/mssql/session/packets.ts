// The packets of TDS (MS-TDS 2.2.3): a message is cut into pieces of at most the agreed size, each with a header.
// It must never look into a message.

/** Type of a packet: what the client asks for. */
export const PACKET = { call: 3, attention: 6 } as const;

export const HEADER_BYTES = 8;
/** Status bit of the last packet of a message. */
const END_OF_MESSAGE = 1;

/** A whole message: `payload` in packets of at most `packetBytes`, headers included. */
export function framed(type: number, payload: Buffer, packetBytes: number): Buffer {
  const room = packetBytes - HEADER_BYTES;
  const packets = Math.max(1, Math.ceil(payload.length / room));
  const message = Buffer.allocUnsafe(payload.length + packets * HEADER_BYTES);
  for (let number = 0; number < packets; number += 1) {
    const from = number * room;
    const at = from + number * HEADER_BYTES;
    const length = Math.min(room, payload.length - from);
    writeHeader(message, at, { type, number, length, last: number === packets - 1 });
    payload.copy(message, at + HEADER_BYTES, from, from + length);
  }
  return message;
}

interface Header {
  readonly type: number;
  readonly number: number;
  readonly length: number;
  readonly last: boolean;
}

/** SPID and window are the server's business and 0 from a client; the number of a packet counts modulo 256. */
function writeHeader(message: Buffer, at: number, { type, number, length, last }: Header): void {
  message.writeUInt8(type, at);
  message.writeUInt8(last ? END_OF_MESSAGE : 0, at + 1);
  message.writeUInt16BE(length + HEADER_BYTES, at + 2);
  message.writeUInt16BE(0, at + 4);
  message.writeUInt8((number + 1) & 0xff, at + 6);
  message.writeUInt8(0, at + 7);
}

/** What a header says about its packet. */
export function lastPacket(status: number): boolean {
  return (status & END_OF_MESSAGE) !== 0;
}
