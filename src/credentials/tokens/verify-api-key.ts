// Verifies an API key: a client secret sent as a plain Bearer value.
// It must never tell an unknown key from a wrong one to anybody but the log.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { ClientDirectory } from '../client-directory.port.js';
import { proveSecret } from '../prove-secret.js';
import type { Pepper } from '../secret-digest.js';
import { parseSecret } from '../secret.js';
import type { VerifiedBearer } from './check-token-claims.js';

/** All scopes: an API key is worth exactly what its client holds at the moment of the request. */
const WHATEVER_THE_CLIENT_HOLDS: readonly string[] = Object.freeze(['*']);

/** Who the key stands for, or why it is refused. It does not expire by itself; removing its credential ends it. */
export function verifyApiKey(
  text: string,
  clients: ClientDirectory,
  pepper: Pepper,
): VerifiedBearer | AuthenticationFault {
  const secret = parseSecret(text);
  if (secret === undefined) return 'malformed';
  const client = clients.findByCredential(secret.credentialId);
  const credential = proveSecret(pepper, secret, client);
  if (client?.kind !== 'application') return 'unknown-client';
  if (credential === undefined) return 'wrong-secret';
  const principal = { clientId: client.id, credentialId: credential.id, scopes: WHATEVER_THE_CLIENT_HOLDS };
  return { principal: Object.freeze({ ...principal, expiresAt: Infinity }), notBefore: -Infinity };
}
