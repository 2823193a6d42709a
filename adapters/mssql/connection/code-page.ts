// How many bytes a text takes in the code page of the server's char and varchar columns, and whether it fits there.
import { TYPES } from 'tedious';
import type { CodePage } from '../column/fit.js';

type DriverCollation = Parameters<typeof TYPES.VarChar.validate>[1];

const QUESTION_MARK = 0x3f;

/**
 * The code page of a connection. It asks the driver's own encoder, so what fits here is what will be sent; the encoder
 * writes a question mark for a character it lacks, so more of them coming out than going in means a misfit. No code
 * page that SQL Server knows uses 0x3F as a second byte.
 */
export function serverCodePage(collation: DriverCollation): CodePage {
  return (text) => {
    if (isAscii(text)) return text.length;
    const bytes = TYPES.VarChar.validate(text, collation) as Uint8Array;
    return countIn(bytes) === text.split('?').length - 1 ? bytes.length : undefined;
  };
}

/** All code pages of SQL Server agree on the first 128 characters. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

function countIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === QUESTION_MARK) count += 1;
  return count;
}

const decoder = new TextDecoder('windows-1252');
const WESTERN = new Set(Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte))));

/** For explaining a plan without a server: the code page of most western ERPs. */
export const windows1252: CodePage = (text) => {
  for (const letter of text) if (!WESTERN.has(letter)) return undefined;
  return text.length;
};
