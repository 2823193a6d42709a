// Which characters a code page has, and how many bytes they take. The tables are the platform's own
// (https://encoding.spec.whatwg.org). It must never replace a character.
import { UnusableBinding } from '../codec.js';

/** A code page of char and varchar. */
export interface CodePage {
  /** The first character of the text that the page does not have. */
  readonly firstStranger: (text: string) => string | undefined;
  readonly bytes: (text: string) => number;
}

const DEFAULT = 'windows-1252';
const BEYOND_ASCII = /[^\0-\x7f]/;
const pages = new Map<string, CodePage>();

const utf8: CodePage = {
  firstStranger: (text) => (text.isWellFormed() ? undefined : '\ufffd'),
  bytes: (text) => Buffer.byteLength(text, 'utf8'),
};

/** The page of that name: a Windows page of single bytes, or utf-8. Throws UnusableBinding for others. */
export function codePageOf(name = DEFAULT): CodePage {
  if (name === 'utf-8') return utf8;
  const known = pages.get(name);
  if (known !== undefined) return known;
  const page = singleByte(name);
  pages.set(name, page);
  return page;
}

function singleByte(name: string): CodePage {
  if (!/^windows-(125[0-8]|874)$/.test(name)) throw new UnusableBinding(`${name} is no code page the gateway writes`);
  const decoder = new TextDecoder(name);
  const characters = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  // Bytes without a meaning are decoded as control characters or as the replacement character; neither can be meant.
  const has = new Set(characters.filter((character) => !/[\u0080-\u009f\ufffd]/.test(character)));
  return {
    // Every one of these pages begins with ASCII.
    firstStranger: (text) =>
      BEYOND_ASCII.test(text) ? Array.from(text).find((character) => !has.has(character)) : undefined,
    bytes: (text) => text.length,
  };
}
