// Says which client an access token of a trusted external issuer stands for, and for how much.
// It must never let a token choose its keys: it names an issuer, and people have entered where that one's keys are.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Client, Credential } from '../client.js';
import type { ClientDirectory } from '../client-directory.port.js';
import { endOf, isLive } from '../credential-state.js';
import { checkForeignHeader, fitsHeader } from '../key-sets/check-foreign-header.js';
import type { KeySetCache } from '../key-sets/key-set-cache.js';
import type { SteadyTime } from '../judging/steady-time.js';
import type { VerifiedBearer } from '../tokens/check-token-claims.js';
import type { Moment } from '../judging/moment.js';
import { claimsOf } from '../tokens/token-parts.js';
import { checkExternalClaims } from './check-external-claims.js';
import type { ExternalClaims } from './check-external-claims.js';
import { scopesOfClaims } from './scopes-of-claims.js';
import type { TrustedIssuer } from './trusted-issuer.js';
import { verifyExternal } from './verify-external.js';

/** What verifying external tokens needs. */
export interface ExternalTokenParts {
  readonly issuers: readonly TrustedIssuer[];
  readonly keySets: Pick<KeySetCache, 'find'>;
  readonly clients: Pick<ClientDirectory, 'findBySubject'>;
  readonly time: Pick<SteadyTime, 'moment'>;
}

/**
 * Seconds after which a token that was good is verified anew: the issuer may have withdrawn its key, and the client may
 * have got another credential for the same subject. An overlap is longer than this, so no call falls between.
 */
const RECHECK_SECONDS = 60;

/** Tokens of the trusted issuers. */
export class ExternalTokens {
  readonly #issuers: ReadonlyMap<unknown, TrustedIssuer>;

  constructor(private readonly parts: ExternalTokenParts) {
    this.#issuers = new Map(parts.issuers.map((each) => [each.issuer, each]));
  }

  /** The trusted issuer that a token says it is of; nothing of it has been verified. */
  issuerOf(token: string): TrustedIssuer | undefined {
    return this.#issuers.size === 0 ? undefined : this.#issuers.get(claimsOf(token)?.['iss']);
  }

  /** Who the token stands for, or why it is refused. Never throws for bad input. */
  async verify(token: string, trusted: TrustedIssuer): Promise<VerifiedBearer | AuthenticationFault> {
    const header = checkForeignHeader(token, { algorithms: trusted.algorithms, types: trusted.tokenTypes });
    if (typeof header === 'string') return header;
    const [key, ...others] = await this.parts.keySets.find(trusted.jwksUri, fitsHeader(header));
    if (key === undefined || others.length > 0) return 'unknown-key';
    const moment = this.parts.time.moment();
    const now = Math.floor(moment.earliest / 1000);
    const claims = await verifyExternal({ token, algorithm: header.algorithm, key, trusted, now });
    if (typeof claims === 'string') return claims;
    const checked = checkExternalClaims(claims, trusted, moment);
    if (typeof checked === 'string') return checked;
    return this.#bearer(checked, trusted, scopesOfClaims(claims, trusted), moment);
  }

  #bearer(
    { subject, expiresAt, notBefore }: ExternalClaims,
    { issuer }: TrustedIssuer,
    scopes: readonly string[],
    moment: Moment,
  ): VerifiedBearer | AuthenticationFault {
    const client = this.parts.clients.findBySubject(issuer, subject);
    if (client?.kind !== 'application') return 'unknown-client';
    const credential = credentialFor(client, issuer, subject, moment);
    if (credential === undefined) return 'revoked';
    const principal = Object.freeze({ clientId: client.id, credentialId: credential.id, scopes, expiresAt });
    return { principal, notBefore, recheckAt: moment.latest / 1000 + RECHECK_SECONDS };
  }
}

/** While one takes the place of another, the one that stays good longer. */
function credentialFor(
  { credentials }: Client,
  issuer: string,
  subject: string,
  { earliest, latest }: Moment,
): Credential | undefined {
  return credentials
    .filter((each) => each.kind === 'issuer' && each.issuer === issuer && each.subject === subject)
    .filter((each) => isLive(each, earliest, latest))
    .reduce<Credential | undefined>(
      (best, each) => (best !== undefined && endOf(best) > endOf(each) ? best : each),
      undefined,
    );
}
