// Reads the Authorization header of a request (RFC 9110, 11.6.2 and RFC 6750, 2.1).
// It must never look for a token anywhere else: not in the query, not in the body, not in a second header.
import type { IncomingMessage } from 'node:http';

/** Longer values are refused before any work is done on them. Our own tokens stay under 1 kB. */
export const LONGEST_BEARER = 8192;

const SCHEME = 'bearer ';
const AUTHORIZATION = 'authorization';
/** token68 of RFC 9110: no blanks, no control characters, no commas, so never two values. */
const TOKEN68 = /^[A-Za-z0-9._~+/-]+=*$/;

/** What stands after the scheme, or why nothing does: `missing` when nothing was sent that could be a token. */
export type Bearer =
  { readonly kind: 'bearer'; readonly value: string } | { readonly kind: 'missing' } | { readonly kind: 'malformed' };

const MISSING: Bearer = Object.freeze({ kind: 'missing' });
const MALFORMED: Bearer = Object.freeze({ kind: 'malformed' });

/** Takes the text of one Authorization header apart. The scheme is case-insensitive, one blank or more follow it. */
export function parseBearer(header: string | undefined): Bearer {
  if (header === undefined || header.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return missingOrBare(header);
  if (header.length > LONGEST_BEARER + SCHEME.length) return MALFORMED;
  const value = header.slice(SCHEME.length);
  return { kind: 'bearer', value: value.startsWith(' ') ? value.replace(/^ +/, '') : value };
}

/** To be asked of a value before anything but a look-up is done with it. A value that was verified has been asked. */
export function isToken68(value: string): boolean {
  return TOKEN68.test(value);
}

/** Reads the header of a request; two Authorization headers are refused, because proxies differ in which one counts. */
export function readBearer(raw: IncomingMessage): Bearer {
  return hasTwo(raw.rawHeaders) ? MALFORMED : parseBearer(raw.headers.authorization);
}

function missingOrBare(header: string | undefined): Bearer {
  return header?.trim().toLowerCase() === 'bearer' ? MALFORMED : MISSING;
}

/** Node keeps the first of several and drops the others from `headers` in silence. */
function hasTwo(rawHeaders: readonly string[]): boolean {
  let found = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === AUTHORIZATION.length && name.toLowerCase() === AUTHORIZATION) found += 1;
  }
  return found > 1;
}
