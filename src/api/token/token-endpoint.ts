// Answers token requests: the client credentials grant of RFC 6749, section 4.4.
// It must never log or repeat a secret, and never answer an unknown client other than a wrong secret.
import type { ProvenClient } from '../../credentials/assertions/assertion-check.js';
import type { NotesUses } from '../../credentials/usage/usage-tracker.js';
import type { TokenIssuer } from '../../credentials/tokens/issue-token.js';
import type { AuthenticationFault, Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { chooseScopes } from './choose-scopes.js';
import type { FailureThrottle } from './failure-throttle.js';
import { parseTokenForm } from './parse-token-form.js';
import { proveClient } from './prove-client.js';
import type { ProofServices } from './prove-client.js';
import { readClientProof } from './read-client-proof.js';
import type { ClientProof, ProofSwitches } from './read-client-proof.js';
import { TOKEN_OPERATION } from './token-form-body.js';
import { TokenRefusal } from './token-refusal.js';

/** What the endpoint works with. */
export interface TokenServices extends ProofServices {
  readonly usage: NotesUses;
  readonly issuer: TokenIssuer;
  readonly failures: FailureThrottle;
  readonly observe: Observer;
  readonly proofs: ProofSwitches;
  /** Every operation id that exists. */
  readonly operations: readonly string[];
}

/** One request, as far as it concerns tokens. */
export interface TokenRequest {
  readonly authorization: string | undefined;
  /** The form as it arrived. */
  readonly form: string;
  readonly address: string;
  readonly correlationId: string;
}

/** The successful answer (RFC 6749, 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** Issues tokens to clients that prove themselves. */
export class TokenEndpoint {
  constructor(private readonly services: TokenServices) {}

  /** Resolves with a token, or rejects with a TokenRefusal, or with a 429 Problem after too many failures. */
  async issue(request: TokenRequest): Promise<TokenAnswer> {
    const { issuer, observe, operations, usage } = this.services;
    const { client, credential, asked } = await this.#admit(request);
    usage.note({ clientId: client.id, credentialId: credential.id }, request.address, TOKEN_OPERATION);
    const scopes = chooseScopes(asked, client.scopes, operations);
    const token = await issuer.issue({ clientId: client.id, credentialId: credential.id, scopes });
    observe({ kind: 'token-issued', correlationId: request.correlationId, clientId: client.id });
    const { lifetimeSeconds } = issuer.terms;
    return { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds, scope: scopes.join(' ') };
  }

  async #admit(request: TokenRequest): Promise<ProvenClient & { readonly asked: string | undefined }> {
    const proof = this.#readProof(request);
    const proven = await proveClient(proof.presented, this.services, request.address);
    if (typeof proven === 'string') return this.#refuse(request, proven, proof.presented?.clientId);
    checkGrant(proof.grant);
    return { ...proven, asked: proof.asked };
  }

  #readProof(request: TokenRequest): PresentedForm {
    const form = parseTokenForm(request.form);
    const presented = readClientProof(request.authorization, form, this.services.proofs);
    return { presented, grant: form.grant_type, asked: form.scope };
  }

  /** Tells the observer, counts the failure, and answers alike for every fault. */
  async #refuse(request: TokenRequest, fault: AuthenticationFault, claimed?: string): Promise<never> {
    const { clients, failures, observe } = this.services;
    const known = claimed === undefined ? undefined : clients.find(claimed);
    observe({ kind: 'authentication-refused', correlationId: request.correlationId, fault, clientId: known?.id });
    const wait = await failures.count(request.address, claimed);
    if (wait === undefined) throw new TokenRefusal('invalid_client', 'Client authentication failed.');
    throw new Problem('too-many-requests', { retryAfterSeconds: wait, detail: 'Too many failed attempts.' });
  }
}

interface PresentedForm {
  readonly presented: ClientProof | undefined;
  readonly grant: string | undefined;
  readonly asked: string | undefined;
}

function checkGrant(grant: string | undefined): void {
  if (grant === 'client_credentials') return;
  if (grant === undefined) throw new TokenRefusal('invalid_request', 'grant_type is required.');
  throw new TokenRefusal('unsupported_grant_type', 'The only grant_type here is client_credentials.');
}
