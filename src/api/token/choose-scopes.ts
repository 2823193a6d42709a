// Decides which scopes a token gets: all that the client holds, or fewer when it asks for fewer.
// It must never grant more than the client holds, and never grant a part of what was asked in silence.
import { checkScopes } from '../../credentials/check-scopes.js';
import { covers } from '../../credentials/scopes.js';
import { TokenRefusal } from './token-refusal.js';

/**
 * The scopes to grant, or a TokenRefusal that names every scope at fault. `operations` are the ids that exist, for
 * telling a misspelt scope from one that is not held.
 */
export function chooseScopes(
  asked: string | undefined,
  held: readonly string[],
  operations: readonly string[],
): readonly string[] {
  const wanted = asked === undefined ? held : [...new Set(asked.split(' ').filter((scope) => scope !== ''))];
  if (wanted.length === 0) throw new TokenRefusal('invalid_scope', 'The client holds no scope.');
  if (asked === undefined) return wanted;
  const unknown = checkScopes(wanted, operations);
  if (unknown.length > 0) throw new TokenRefusal('invalid_scope', describe(unknown));
  const missing = wanted.filter((scope) => !covers(held, scope));
  if (missing.length > 0) throw new TokenRefusal('invalid_scope', `The client does not hold ${missing.join(', ')}.`);
  return wanted;
}

/** The RFC allows printable ASCII without quote and backslash (6749, 5.2). */
function describe(faults: readonly string[]): string {
  const text = faults.join(' ').replaceAll('"', "'");
  return text.replace(/[^\x20-\x5b\x5d-\x7e]/g, '?').slice(0, 1000);
}
