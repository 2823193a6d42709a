// Proves clients by what they have signed: private_key_jwt (RFC 7523, 2.2 and 3).
// It must never say to anybody but the log which check refused, nor accept one assertion twice.
import type { Clock } from '../../kernel/clock.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Client, Credential } from '../client.js';
import type { ClientDirectory } from '../client-directory.port.js';
import { checkForeignHeader } from '../key-sets/check-foreign-header.js';
import type { ForeignHeader } from '../key-sets/check-foreign-header.js';
import type { KeySetCache } from '../key-sets/key-set-cache.js';
import { SIGNATURE_ALGORITHMS } from '../key-sets/verification-key.js';
import { verifySignature } from '../key-sets/verify-signature.js';
import type { SteadyTime } from '../judging/steady-time.js';
import type { Moment } from '../judging/moment.js';
import { claimsOf } from '../tokens/token-parts.js';
import { LONGEST_ASSERTION } from './assertion-terms.js';
import type { AssertionTerms } from './assertion-terms.js';
import { checkAssertionClaims } from './check-assertion-claims.js';
import type { AssertionClaims } from './check-assertion-claims.js';
import { decoyKey } from './decoy-keys.js';
import { findAssertionKey } from './find-assertion-key.js';
import type { CredentialKey } from './find-assertion-key.js';
import { SpentAssertions } from './spent-assertions.js';

/** What the check works with. */
export interface AssertionParts {
  readonly clients: Pick<ClientDirectory, 'find'>;
  readonly keySets: Pick<KeySetCache, 'find'>;
  readonly clock: Clock;
  readonly time: Pick<SteadyTime, 'moment'>;
  readonly terms: AssertionTerms;
  readonly spent?: SpentAssertions;
}

/** A client and what it has proven itself with. Whether that is good at this moment is yet to be asked. */
export interface ProvenClient {
  readonly client: Client;
  readonly credential: Credential;
}

/** Is looked through where there is no client, so that both take the same way. */
const NOBODY: Client = Object.freeze({
  ...{ id: '', kind: 'application', name: '', createdAt: '' },
  ...{ scopes: Object.freeze([]), credentials: Object.freeze([]) },
});

const HEADER_TERMS = { algorithms: SIGNATURE_ALGORITHMS, types: [undefined, 'jwt', 'client-authentication+jwt'] };

/** Checks assertions, and remembers those that were used. */
export class AssertionCheck {
  readonly #spent: SpentAssertions;

  constructor(private readonly parts: AssertionParts) {
    this.#spent = parts.spent ?? new SpentAssertions(parts.clock);
  }

  /** Who has signed it, or why it is refused. `clientId` is who the request says it comes from, if it does. */
  async prove(assertion: string, clientId?: string): Promise<ProvenClient | AuthenticationFault> {
    if (assertion.length > LONGEST_ASSERTION) return 'malformed';
    const header = checkForeignHeader(assertion, HEADER_TERMS);
    if (typeof header === 'string') return header;
    const moment = this.parts.time.moment();
    const claims = checkAssertionClaims(claimsOf(assertion) ?? {}, this.parts.terms, moment);
    if (typeof claims === 'string') return claims;
    if (clientId !== undefined && clientId !== claims.clientId) return 'malformed';
    const signed = await this.#checkSignature(assertion, header, claims, moment);
    if (typeof signed === 'string') return signed;
    const spent = this.#spent.spend(claims.clientId, claims.jti);
    return spent === 'spent' ? this.#asOfNow(claims, signed) : spent;
  }

  /** An unknown client costs as much as a wrong signature. */
  async #checkSignature(
    assertion: string,
    header: ForeignHeader,
    { clientId }: AssertionClaims,
    moment: Moment,
  ): Promise<CredentialKey | AuthenticationFault> {
    const { clients, keySets } = this.parts;
    const known = clients.find(clientId);
    const client = known?.kind === 'application' ? known : undefined;
    const found = await findAssertionKey(client ?? NOBODY, header, keySets, moment);
    const isSigned = await verifySignature(assertion, found?.key ?? decoyKey(header.algorithm), header.algorithm);
    if (client === undefined) return 'unknown-client';
    if (found === undefined) return 'unknown-key';
    return isSigned ? found : 'signature';
  }

  /** The client may have changed while keys were fetched. */
  #asOfNow({ clientId }: AssertionClaims, { credential }: CredentialKey): ProvenClient | AuthenticationFault {
    const client = this.parts.clients.find(clientId);
    const kept = client?.credentials.find(({ id }) => id === credential.id);
    return client === undefined || kept === undefined ? 'revoked' : { client, credential: kept };
  }
}
