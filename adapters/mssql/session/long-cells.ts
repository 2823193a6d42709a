// Cells of text and bytes: with a length of two bytes, in chunks (MS-TDS 2.2.5.2.3), or behind an old text pointer.
import type { CellReader, CellValue } from './cells.js';
import type { Incoming } from './incoming.js';

/** Makes a value of the bytes from `start` to `end`; it must not keep them. */
export type BytesReader = (from: Buffer, start: number, end: number) => CellValue;

const CHUNKED = 0xffff;
const NULL_LENGTH = 0xffff;
const NULL_WHOLE = 0xffff_ffff;

/** A reader for a column of this declared length. */
export function longReader(declared: number, read: BytesReader): CellReader {
  return declared === CHUNKED ? (incoming) => readChunks(incoming, read) : (incoming) => readShort(incoming, read);
}

function readShort(incoming: Incoming, read: BytesReader): CellValue {
  const length = incoming.uint16();
  if (length === NULL_LENGTH) return null;
  incoming.need(length);
  const start = incoming.at;
  incoming.at = start + length;
  return read(incoming.bytes, start, start + length);
}

/** The whole length, all ones for NULL, says nothing else that the chunks do not. */
function readChunks(incoming: Incoming, read: BytesReader): CellValue {
  const low = incoming.uint32();
  const high = incoming.uint32();
  if (low === NULL_WHOLE && high === NULL_WHOLE) return null;
  const chunks: Buffer[] = [];
  for (let length = incoming.uint32(); length > 0; length = incoming.uint32()) {
    incoming.need(length);
    chunks.push(incoming.bytes.subarray(incoming.at, incoming.at + length));
    incoming.at += length;
  }
  const whole = Buffer.concat(chunks);
  return read(whole, 0, whole.length);
}

/** text, ntext and image: a pointer, a time stamp, the length, the value. No pointer is NULL. */
export function pointedReader(read: BytesReader): CellReader {
  return (incoming) => {
    const pointer = incoming.uint8();
    if (pointer === 0) return null;
    incoming.passOver(pointer + 8);
    const length = incoming.uint32();
    incoming.need(length);
    const start = incoming.at;
    incoming.at = start + length;
    return read(incoming.bytes, start, start + length);
  };
}
