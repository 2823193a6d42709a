// Reads the form body of a token request (RFC 6749, 4.4.2).
// It must never take the first or the last of a repeated parameter: repeated ones are refused.
import { TokenRefusal } from './token-refusal.js';

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

/** The form, or a TokenRefusal. The route takes short forms only, so pairing them costs little. */
export function parseTokenForm(text: string): TokenForm {
  const pairs = new URLSearchParams(text);
  const repeated = repeatedIn(pairs.keys());
  if (repeated.length > 0) throw new TokenRefusal('invalid_request', describeRepeated(repeated));
  const known = KNOWN.flatMap((name) => {
    const value = pairs.get(name) ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.freeze(Object.fromEntries(known));
}

/** In one pass: thousands of names fit into a form, and looking each one up among all would take a while. */
function repeatedIn(names: Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) (seen.has(name) ? repeated : seen).add(name);
  return [...repeated];
}

function describeRepeated(names: readonly string[]): string {
  const known = KNOWN.filter((name) => names.includes(name));
  return known.length === 0 ? 'A parameter is repeated.' : `Repeated parameters: ${known.join(', ')}.`;
}
