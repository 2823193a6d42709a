// The last wash of free text before it reaches a log: what looks like a secret goes, and so does what could drive a
// terminal. It is a safety net behind the rule that observations carry no secrets; it must never be the only defence.

const MASK = '[masked]';

/** Control characters, invisible format characters (they reorder or hide text) and line separators beyond ASCII. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Field values of the header fields that carry credentials.
  [/\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1$2${MASK}`],
  [/\b(bearer|basic|negotiate|dpop)\s+[\w.~+/=-]{6,}/gi, `$1 ${MASK}`],
  // Compact JWS and JWE: a base64url JSON object, then dots.
  [/\beyJ[\w-]{6,}\.[\w-]*\.[\w.-]*/g, MASK],
  // key=value pairs of connection strings, forms and JSON.
  [
    /(["']?\b(?:password|passwd|pwd|client_secret|secret|access_token|refresh_token|id_token|token|client_assertion|api_?key|pepper|private_key)["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s;,&"']+)/gi,
    `$1${MASK}`,
  ],
  // user:password@ in addresses.
  [/(\b[a-z][\w+.-]*:\/\/[^\s:/@]*:)[^\s/@]+@/gi, `$1${MASK}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
];

const LONGEST = 4096;

/** Masks what looks like a secret, replaces steering characters by a space, and cuts at 4096 characters. */
export function scrub(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)} [cut]` : text;
  const masked = SECRETS.reduce((left, [pattern, mask]) => left.replace(pattern, mask), cut);
  return masked.replace(STEERING, ' ');
}
