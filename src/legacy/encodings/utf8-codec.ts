// UTF-8, strictly. It must never write half a surrogate pair, nor read malformed bytes as U+FFFD.
import { isUtf8 } from 'node:buffer';
import type { FileCodec, StreamDecoder } from './file-codec.js';

const LONE_SURROGATE = /\p{Surrogate}/u;
const OPTIONS = { fatal: true, ignoreBOM: true } as const;

const firstStranger = (text: string): string | undefined =>
  text.isWellFormed() ? undefined : LONE_SURROGATE.exec(text)?.[0];

/** UTF-8 without a byte-order mark of its own. */
export const utf8Codec: FileCodec = {
  firstStranger,
  encode: (text) => firstStranger(text) ?? new TextEncoder().encode(text),
  byteLength: (text) => Buffer.byteLength(text, 'utf8'),
  decode: (bytes) => (isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : undefined),
  stream: decodeStream,
};

function decodeStream(): StreamDecoder {
  const decoder = new TextDecoder('utf-8', OPTIONS);
  return {
    write: (piece) => attempt(() => decoder.decode(piece, { stream: true })),
    end: () => attempt(() => decoder.decode()) !== undefined,
  };
}

/** Undefined where a strict decoder says that the bytes are no text (https://nodejs.org/api/errors.html). */
function attempt(decode: () => string): string | undefined {
  try {
    return decode();
  } catch (error) {
    if (describesBadBytes(error)) return undefined;
    throw error;
  }
}

function describesBadBytes(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
