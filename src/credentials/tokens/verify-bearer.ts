// Chooses how a bearer value is verified: API keys and tokens look different from their first characters on.
// It must never try one way after the other has refused.
import type { ClientDirectory } from '../client-directory.port.js';
import type { Pepper } from '../secret-digest.js';
import { SECRET_PREFIX } from '../secret.js';
import { verifyApiKey } from './verify-api-key.js';
import type { VerifyBearer } from './verify-token.js';

/** What verifying API keys needs. */
export interface ApiKeyCheck {
  readonly clients: ClientDirectory;
  readonly pepper: Pepper;
}

/** Verifies tokens and, unless `apiKeys` is undefined, API keys; switched off, an API key is merely malformed. */
export function createBearerVerifier(verifyToken: VerifyBearer, apiKeys: ApiKeyCheck | undefined): VerifyBearer {
  return async (bearer) => {
    if (!bearer.startsWith(SECRET_PREFIX)) return verifyToken(bearer);
    return apiKeys === undefined ? 'malformed' : verifyApiKey(bearer, apiKeys.clients, apiKeys.pepper);
  };
}
