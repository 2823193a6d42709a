// Issues access tokens: ES256, short-lived, in the JWT profile for access tokens (RFC 9068).
// It must never put anything into a token that its reader may not see: tokens are signed, not encrypted.
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Clock } from '../../kernel/clock.js';
import { SteadyTime } from '../judging/steady-time.js';
import type { SigningKeys } from './signing-keys.js';
import { ACCESS_TOKEN_TYPE, agreeTerms } from './token-terms.js';
import type { TokenTerms } from './token-terms.js';

/** Whom a token is for. */
export interface TokenSubject {
  readonly clientId: string;
  /** The credential that was proven; revoking it ends the token. */
  readonly credentialId: string;
  readonly scopes: readonly string[];
}

/** Issues tokens under fixed terms, signed with the key that is current at that moment. */
export class TokenIssuer {
  readonly terms: TokenTerms;

  constructor(
    terms: TokenTerms,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    private readonly time: Pick<SteadyTime, 'latest'> = new SteadyTime(clock),
  ) {
    this.terms = agreeTerms(terms);
  }

  /**
   * A signed token in compact form. Never log it. Its times are those of the wall clock, which its reader has as well. After
   * the clock was set back, `ahead` says by how many seconds: the verifier ends our tokens by the time that went on.
   */
  issue(subject: TokenSubject): Promise<string> {
    const { kid, key } = this.keys.current;
    const latest = Math.floor(this.time.latest() / 1000);
    const issuedAt = Math.floor(this.clock.now() / 1000);
    const claims = { client_id: subject.clientId, cid: subject.credentialId, scope: subject.scopes.join(' ') };
    return new SignJWT({ ...claims, ...(latest > issuedAt && { ahead: latest - issuedAt }) })
      .setProtectedHeader({ alg: 'ES256', typ: ACCESS_TOKEN_TYPE, kid })
      .setIssuer(this.terms.issuer)
      .setAudience(this.terms.audience)
      .setSubject(subject.clientId)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.terms.lifetimeSeconds)
      .sign(key);
  }
}
