// Text of char and varchar cells by the code page of their column, which may have one byte per letter or more.
import type { Collation } from 'tedious/lib/collation.js';
import { type BytesReader, singleByteReader } from '../connection/single-byte-text.js';

/** Names of the pages with more than one byte per letter in the Encoding Standard (https://encoding.spec.whatwg.org). */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  CP932: 'shift_jis',
  CP936: 'gbk',
  CP949: 'euc-kr',
  CP950: 'big5',
};

const readers = new Map<string, BytesReader>();

/** The reader of a code page, made once. What has no page is UTF-8, as the driver has it. */
export function textOf(collation: Collation): BytesReader {
  return singleByteReader(collation) ?? longLetters(collation.codepage ?? 'utf-8');
}

function longLetters(page: string): BytesReader {
  const known = readers.get(page);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(STANDARD_NAMES[page] ?? 'utf-8', { ignoreBOM: true });
  const made: BytesReader = (from, start, end) => decoder.decode(from.subarray(start, end));
  readers.set(page, made);
  return made;
}
