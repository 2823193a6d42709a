// What a verified bearer value is worth now: the scopes it was issued with, as far as its client still holds them.
// It must never believe a token over the directory: revoking a client, a credential or a scope counts at once, and so
// does the end of a credential that only the clock brings.
import type { Client } from '../client.js';
import { endOf, startOf } from '../credential-state.js';
import type { Principal } from '../principal.js';
import { intersect } from '../scopes.js';
import type { VerifiedBearer } from './check-token-claims.js';
import type { Moment } from '../judging/moment.js';

interface Judgement {
  readonly principal: Principal;
  /** From when to when the credential is good, in epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** One verified bearer value. Remembers its answer for as long as the directory returns the same client object. */
export class Standing {
  #seen: Client | undefined;
  #judgement: Judgement | undefined;

  constructor(private readonly verified: VerifiedBearer) {}

  get clientId(): string {
    return this.verified.principal.clientId;
  }

  /** Whether what was verified may be believed at this moment without being verified anew. */
  isGoodAt({ earliest, latest }: Moment): boolean {
    const { principal, notBefore, endsAt = principal.expiresAt, recheckAt = Infinity, stillCounts } = this.verified;
    if (earliest < notBefore * 1000 || earliest >= principal.expiresAt * 1000) return false;
    const until = Math.min(endsAt, recheckAt);
    return latest < until * 1000 && (stillCounts === undefined || stillCounts());
  }

  /**
   * The principal with the scopes that count now, or undefined when the client is gone or the credential is not good.
   * Frozen, and the same object from request to request.
   */
  under(client: Client | undefined, { earliest, latest }: Moment): Principal | undefined {
    if (client !== this.#seen) {
      this.#seen = client;
      this.#judgement = client === undefined ? undefined : judge(this.verified.principal, client);
    }
    const judgement = this.#judgement;
    if (judgement === undefined || earliest < judgement.from || latest >= judgement.until) return undefined;
    return judgement.principal;
  }
}

function judge(principal: Principal, client: Client): Judgement | undefined {
  const credential = client.credentials.find(({ id }) => id === principal.credentialId);
  if (client.kind !== 'application' || client.revokedAt !== undefined) return undefined;
  if (credential === undefined || credential.revokedAt !== undefined) return undefined;
  const scopes = intersect(principal.scopes, client.scopes);
  return {
    principal: Object.freeze({ ...principal, scopes }),
    from: startOf(credential),
    until: endOf(credential),
  };
}
