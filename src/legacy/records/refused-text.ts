// Text that no record of a file can hold, whatever its format. It must never refuse what a spreadsheet would mind, such
// as a leading equals sign: files are read by batch jobs.
import { namedCharacter } from '../encodings/named-character.js';

/**
 * Line ends and control characters end records early or vanish in readers; the two separators of Unicode are line ends
 * to some; the byte-order mark is swallowed at the start of a file; the last two are no characters in XML 1.0.
 */
const REFUSED = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
const HALF = /\p{Surrogate}/u;
const BLANK_AT_AN_END = /^\s|\s$/u;

/** Why a record cannot hold the text, as the end of a sentence that starts with "This value"; undefined where it can. */
export function whyRefused(text: string): string | undefined {
  const stranger = refusedCharacter(text);
  if (stranger !== undefined) return `holds a character that a record cannot hold: ${namedCharacter(stranger)}.`;
  return BLANK_AT_AN_END.test(text) ? 'must not begin or end with a blank: the ERP does not keep it.' : undefined;
}

/** The first character that a record cannot hold. */
export function refusedCharacter(text: string): string | undefined {
  return (HALF.exec(text) ?? REFUSED.exec(text))?.[0];
}
