// Text of char and varchar cells by the code page of their column.
import type { Collation } from 'tedious/lib/collation.js';
import { lettersOfPage } from '../connection/single-byte-text.js';
import type { BytesReader } from './long-cells.js';

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
  const page = collation.codepage ?? 'utf-8';
  const known = readers.get(page);
  if (known !== undefined) return known;
  const letters = lettersOfPage(collation);
  const made = letters === undefined ? longLetters(page) : singleLetters(letters);
  readers.set(page, made);
  return made;
}

function longLetters(page: string): BytesReader {
  const decoder = new TextDecoder(STANDARD_NAMES[page] ?? 'utf-8', { ignoreBOM: true });
  return (from, start, end) => decoder.decode(from.subarray(start, end));
}

/** Flags and codes are one letter; most other text is ASCII, in which every code page agrees with Latin-1. */
function singleLetters(letters: readonly string[]): BytesReader {
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
