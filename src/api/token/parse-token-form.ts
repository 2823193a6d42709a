// Reads the form body of a token request (RFC 6749, 4.4.2).
// It must never take the first or the last of a repeated parameter: repeated ones are refused.
import { TokenRefusal } from './token-refusal.js';

/** Longer forms are not taken apart: pairing a megabyte of ampersands would be work given away for nothing. */
export const LONGEST_FORM = 16_384;

/** The parameters this endpoint knows; others are ignored, as the RFC demands. An empty value counts as absent. */
const KNOWN = [
  'grant_type',
  'scope',
  'client_id',
  'client_secret',
  'client_assertion_type',
  'client_assertion',
] as const;

export type TokenForm = Readonly<Partial<Record<(typeof KNOWN)[number], string>>>;

/** The form, or a TokenRefusal. A form that is too long cannot prove anybody: it ends like a wrong secret. */
export function parseTokenForm(text: string): TokenForm {
  if (text.length > LONGEST_FORM) throw new TokenRefusal('invalid_client', 'Client authentication failed.');
  const pairs = new URLSearchParams(text);
  const repeated = [...new Set(pairs.keys())].filter((name) => pairs.getAll(name).length > 1);
  if (repeated.length > 0) throw new TokenRefusal('invalid_request', describeRepeated(repeated));
  const known = KNOWN.flatMap((name) => {
    const value = pairs.get(name) ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.freeze(Object.fromEntries(known));
}

function describeRepeated(names: readonly string[]): string {
  const known = KNOWN.filter((name) => names.includes(name));
  return known.length === 0 ? 'A parameter is repeated.' : `Repeated parameters: ${known.join(', ')}.`;
}
