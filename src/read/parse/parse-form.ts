// Takes a raw query string apart, strictly, by the rules of application/x-www-form-urlencoded.
// It must never repair anything: bytes that are not what they should be are faults.
import type { RequestFault } from '../../problems/problem.js';

/** One `name=value`, decoded. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** What could be read, and everything that could not. */
export interface Form {
  readonly pairs: readonly Pair[];
  readonly faults: readonly RequestFault[];
}

/** Most pairs of one query: room for two full list filters and everything else. */
export const MOST_PAIRS = 128;
/** Names in faults are cut, so that an answer never grows with the nonsense in the request. */
const LONGEST_SHOWN_NAME = 64;
const ASCII = /^[\x21-\x7e]*$/;

/** Reads every pair of the query. */
export function parseForm(query: string): Form {
  const pieces = query.split('&', MOST_PAIRS + 1).filter((piece) => piece !== '');
  if (pieces.length > MOST_PAIRS)
    return { pairs: [], faults: [{ detail: `The query has more than ${MOST_PAIRS} parameters.` }] };
  const pairs: Pair[] = [];
  const faults: RequestFault[] = [];
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    const name = decode(equals < 0 ? piece : piece.slice(0, equals));
    const value = equals < 0 ? '' : decode(piece.slice(equals + 1));
    if (name === undefined || value === undefined) faults.push(unreadable(name));
    else pairs.push({ name, value });
  }
  return { pairs, faults };
}

function decode(text: string): string | undefined {
  if (!ASCII.test(text)) return undefined;
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function unreadable(name: string | undefined): RequestFault {
  const detail = 'Not readable: expected UTF-8 with everything outside ASCII percent-encoded, and no NUL characters.';
  return name === undefined
    ? { detail: `A parameter name is not readable. ${detail}` }
    : { parameter: shownName(name), detail };
}

/** A parameter name as a fault may show it. */
export function shownName(name: string): string {
  return name.length <= LONGEST_SHOWN_NAME ? name : `${name.slice(0, LONGEST_SHOWN_NAME).toWellFormed()}…`;
}
