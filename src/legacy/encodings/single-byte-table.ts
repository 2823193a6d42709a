// Which character each of the 256 bytes of an encoding means. It must never give a meaning to a byte that has none.
import type { FileEncoding } from '../../facade/binding-of-drops.js';

/** By byte its character; undefined where the encoding has none. */
export type ByteTable = readonly (string | undefined)[];

/** Encodings whose tables come with the platform. */
export type PlatformEncoding = Exclude<FileEncoding, 'utf-8' | 'cp037' | 'cp1047'>;

/** First byte above the control characters U+0080 to U+009F, which ISO 8859 has and the Windows pages fill. */
const UPPER_HALF = 0xa0;

/**
 * The table of a Windows or ISO 8859 encoding. Three things differ from https://encoding.spec.whatwg.org, which is for
 * pages of the web: bytes that it leaves to control characters have no meaning here (the ERP's own tables leave them
 * open), and ISO-8859-1 and -9, for which it takes windows-1252 and -1254, stop at what the standards themselves hold.
 * The control characters of ISO 8859, bytes 0x80 to 0x9F, have no meaning either: in files they are a sign that the
 * encoding was named wrongly.
 */
export function platformTable(encoding: PlatformEncoding): ByteTable {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const isIso = encoding.startsWith('iso-');
  return bytes().map((byte) => {
    if (byte < 0x80) return String.fromCharCode(byte);
    if (isIso && byte < UPPER_HALF) return undefined;
    const character = decoder.decode(Uint8Array.of(byte));
    return /[\u0080-\u009f\ufffd]/.test(character) ? undefined : character;
  });
}

/** The table of rows of hexadecimal code points, as generated. Both EBCDIC pages have a character for every byte. */
export function ebcdicTable(rows: readonly string[]): ByteTable {
  const characters = rows.flatMap((row) => row.split(' ').map((code) => String.fromCharCode(parseInt(code, 16))));
  if (new Set(characters).size !== 256) throw new RangeError('an EBCDIC table needs 256 different characters');
  return characters;
}

function bytes(): number[] {
  return Array.from({ length: 256 }, (_, byte) => byte);
}
