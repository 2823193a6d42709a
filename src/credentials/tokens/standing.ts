// What a verified bearer value is worth now: the scopes it was issued with, as far as its client still holds them.
// It must never believe a token over the directory: revoking a client, a credential or a scope counts at once.
import type { Client } from '../client.js';
import type { Principal } from '../principal.js';
import { intersect } from '../scopes.js';
import type { VerifiedBearer } from './check-token-claims.js';

/** One verified bearer value. Remembers its answer for as long as the directory returns the same client object. */
export class Standing {
  #seen: Client | undefined;
  #answer: Principal | undefined;

  constructor(private readonly verified: VerifiedBearer) {}

  get clientId(): string {
    return this.verified.principal.clientId;
  }

  /** Whether it may be believed at this moment, in epoch milliseconds. */
  isTimely(now: number): boolean {
    return now < this.verified.principal.expiresAt * 1000 && now >= this.verified.notBefore * 1000;
  }

  /** The principal with the scopes that count now, or undefined when the client or the credential is gone. Frozen. */
  under(client: Client | undefined): Principal | undefined {
    if (client !== this.#seen) {
      this.#seen = client;
      this.#answer = client === undefined ? undefined : judge(this.verified.principal, client);
    }
    return this.#answer;
  }
}

function judge(principal: Principal, client: Client): Principal | undefined {
  if (!client.credentials.some((credential) => credential.id === principal.credentialId)) return undefined;
  return Object.freeze({ ...principal, scopes: intersect(principal.scopes, client.scopes) });
}
