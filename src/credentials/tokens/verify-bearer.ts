// Chooses how a bearer value is verified: API keys look different from their first characters on, and tokens say whose
// they are.
// It must never try one way after the other has refused.
import type { ClientDirectory } from '../client-directory.port.js';
import type { ExternalTokens } from '../issuers/external-tokens.js';
import type { Pepper } from '../secret-digest.js';
import { SECRET_PREFIX } from '../secret.js';
import { verifyApiKey } from './verify-api-key.js';
import type { VerifyBearer } from './verify-token.js';

/** What verifying API keys needs. */
export interface ApiKeyCheck {
  readonly clients: ClientDirectory;
  readonly pepper: Pepper;
}

/** External tokens, as far as choosing is concerned. */
export type ExternalCheck = Pick<ExternalTokens, 'issuerOf' | 'verify'>;

/** Verifies tokens and, unless `apiKeys` is undefined, API keys; switched off, an API key is merely malformed. */
export function createBearerVerifier(
  verifyToken: VerifyBearer,
  apiKeys: ApiKeyCheck | undefined,
  external?: ExternalCheck,
): VerifyBearer {
  return async (bearer) => {
    if (bearer.startsWith(SECRET_PREFIX)) {
      return apiKeys === undefined ? 'malformed' : verifyApiKey(bearer, apiKeys.clients, apiKeys.pepper);
    }
    const trusted = external?.issuerOf(bearer);
    return external === undefined || trusted === undefined ? verifyToken(bearer) : external.verify(bearer, trusted);
  };
}
