// Reads char and varchar cells of code pages with one byte per letter, far faster than the driver, which copies every
// cell into UTF-16 and looks its code page up by name each time. Where the driver reads the rows, it is asked for the
// bytes of such cells. It must never read a code page whose letters take more than one byte.
import { TYPES } from 'tedious';
import type { Decoder } from '../column/decode.js';

type DriverType = (typeof TYPES)[keyof typeof TYPES];
type DriverCollation = NonNullable<Parameters<typeof TYPES.VarChar.validate>[1]>;

/** The text of the bytes from `start` to `end`. */
export type BytesReader = (from: Buffer, start: number, end: number) => string;

/** What the driver says about a column before its first row; it reads the rows by the same object. */
export interface DriverColumn {
  type: DriverType;
  readonly collation: DriverCollation | undefined;
  readonly dataLength: number | undefined;
}

/** Length of varchar(max), which travels in chunks (MS-TDS 2.2.5.4.3). */
const CHUNKED = 65_535;

const SINGLE_BYTE: ReadonlySet<string> = new Set(
  ['437', '850', '874', '1250', '1251', '1252', '1253', '1254', '1255', '1256', '1257', '1258'].map((n) => `CP${n}`),
);

/**
 * Asks the driver for the bytes of every column it would decode slowly. Gives back one decoder per column, which does
 * what the driver left out and then what the statement wants. To be called before the first row.
 */
export function takeTextAsBytes(
  columns: readonly DriverColumn[],
  decoders: readonly (Decoder | undefined)[],
): readonly (Decoder | undefined)[] {
  return columns.map((column, index) => {
    const decode = decoders[index];
    const read = isShortText(column) ? singleByteReader(column.collation) : undefined;
    if (read === undefined) return decode;
    column.type = TYPES.VarBinary;
    const text = (value: unknown): string => read(value as Buffer, 0, (value as Buffer).length);
    return decode === undefined ? text : (value) => decode(text(value));
  });
}

function isShortText({ type, dataLength }: DriverColumn): boolean {
  return (type.name === 'Char' || type.name === 'VarChar') && dataLength !== CHUNKED;
}

const readers = new Map<string, BytesReader>();

/** The reader of a collation's code page, made once; undefined where letters take more than one byte. */
export function singleByteReader(collation: DriverCollation | undefined): BytesReader | undefined {
  const page = collation?.codepage;
  if (collation === undefined || page === undefined || !SINGLE_BYTE.has(page)) return undefined;
  const known = readers.get(page);
  if (known !== undefined) return known;
  const made = makeReader(lettersOf(collation));
  readers.set(page, made);
  return made;
}

/** Flags and codes are one letter; most other text is ASCII, in which every code page agrees with Latin-1. */
function makeReader(letters: readonly string[]): BytesReader {
  const differing = letters.flatMap((letter, byte) => (letter.charCodeAt(0) === byte ? [] : [escaped(byte)]));
  const differs = new RegExp(`[${differing.join('')}]`);
  const allThatDiffer = new RegExp(differs, 'g');
  return (from, start, end) => {
    if (end - start === 1) return letters[from[start] ?? 0] ?? '';
    const text = from.toString('latin1', start, end);
    return differs.test(text) ? text.replace(allThatDiffer, (letter) => letters[letter.charCodeAt(0)] ?? '') : text;
  };
}

const escaped = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** U+FFFD, which the driver too puts in the place of a byte that means nothing in its code page. */
const NO_LETTER = '\uFFFD';
const LAST_LETTER = 0xff_ff;

/** The letter of each byte, by asking the driver to write every letter there is. A letter it lacks becomes `?`. */
function lettersOf(collation: DriverCollation): readonly string[] {
  const letters = new Array<string>(256).fill(NO_LETTER);
  const every = Array.from({ length: LAST_LETTER + 1 }, (_, code) => String.fromCharCode(code)).join('');
  const bytes = TYPES.VarChar.validate(every, collation) as Uint8Array;
  for (let code = LAST_LETTER; code >= 0; code -= 1) letters[bytes[code] ?? 0] = every.charAt(code);
  return letters;
}
