// What the gateway publishes about its tokens: RFC 8414 metadata, reduced to what a client needs to get a token.
// It must never name an address under anything but the issuer.
import { SIGNATURE_ALGORITHMS } from '../../credentials/key-sets/verification-key.js';
import type { ProofSwitches } from './read-client-proof.js';

/** The members of RFC 8414, section 2, that apply here; `response_types_supported` is required and empty. */
export interface ServerMetadata {
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly grant_types_supported: readonly string[];
  readonly response_types_supported: readonly string[];
  readonly token_endpoint_auth_methods_supported: readonly string[];
  /** Of `private_key_jwt`; absent where that is switched off. */
  readonly token_endpoint_auth_signing_alg_values_supported?: readonly string[];
}

/** Describes the token endpoint of `issuer`, the public base address without a slash at the end. */
export function describeServer(issuer: string, proofs: ProofSwitches): ServerMetadata {
  return Object.freeze({
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: [
      ...(proofs.basic ? ['client_secret_basic'] : []),
      ...(proofs.post ? ['client_secret_post'] : []),
      ...(proofs.assertion ? ['private_key_jwt'] : []),
    ],
    ...(proofs.assertion && { token_endpoint_auth_signing_alg_values_supported: SIGNATURE_ALGORITHMS }),
  });
}
