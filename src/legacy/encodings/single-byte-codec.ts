// Encodings with one byte per character, from their tables. It must never know which encoding it serves.
import type { FileCodec } from './file-codec.js';
import type { ByteTable } from './single-byte-table.js';

/** UTF-16 units; every character of these encodings is one. */
const UNITS = 65_536;
const NONE = -1;

/** The codec of a table. */
export function singleByteCodec(table: ByteTable): FileCodec {
  const byteOf = new Int16Array(UNITS).fill(NONE);
  table.forEach((character, byte) => {
    if (character !== undefined) byteOf[character.charCodeAt(0)] = byte;
  });
  const firstStranger = (text: string): string | undefined => {
    for (let at = 0; at < text.length; at += 1) {
      if (byteOf[text.charCodeAt(at)] === NONE) return String.fromCodePoint(text.codePointAt(at) ?? 0);
    }
    return undefined;
  };
  const decode = (bytes: Uint8Array): string | undefined => decodeBytes(table, bytes);
  return {
    firstStranger,
    encode: (text) => firstStranger(text) ?? encodeUnits(byteOf, text),
    byteLength: (text) => text.length,
    decode,
    stream: () => ({ write: decode, end: () => true }),
  };
}

function encodeUnits(byteOf: Int16Array, text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = byteOf[text.charCodeAt(at)] ?? 0;
  return bytes;
}

function decodeBytes(table: ByteTable, bytes: Uint8Array): string | undefined {
  let text = '';
  for (const byte of bytes) {
    const character = table[byte];
    if (character === undefined) return undefined;
    text += character;
  }
  return text;
}
