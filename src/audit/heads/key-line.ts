// The public key of the heads that follow, as a line among them, so that a file of heads can be checked by itself.
// It must never be believed where a key is known from elsewhere: whoever writes heads anew writes such a line, too.
import { publicJwk, readPublicJwk } from './audit-key.js';
import type { AuditPublicKey } from './audit-key.js';

/** The line of a key. */
export function keyLine(key: AuditPublicKey): string {
  return JSON.stringify({ v: 1, kind: 'key', key: key.id, jwk: publicJwk(key) });
}

/** The key of a line; undefined for anything else, and for a key under a name that is not its own. */
export function readKeyLine(text: string): AuditPublicKey | undefined {
  if (!text.startsWith('{"v":1,"kind":"key"')) return undefined;
  try {
    const { key: id, jwk } = JSON.parse(text) as { readonly key?: unknown; readonly jwk?: unknown };
    const key = readPublicJwk(jwk);
    return key?.id === id ? key : undefined;
  } catch {
    return undefined;
  }
}
