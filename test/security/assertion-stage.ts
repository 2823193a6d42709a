// A token endpoint whose client proves itself with keys, a place that publishes key sets, and assertions of any shape.
// It must never do the endpoint's work.
import { HttpKeySets } from '../../adapters/http/jwks-fetch.js';
import type { Credential } from '../../src/credentials/client.js';
import { makeKey, signToken, startIdentityProvider } from '../support/credentials/identity-provider.js';
import type { Algorithm, IdentityProvider, OwnKey } from '../support/credentials/identity-provider.js';
import { TERMS } from './guarded-gateway.js';
import { startTokenGateway } from './token-gateway.js';
import type { TokenGateway, TokenGatewayOptions } from './token-gateway.js';

export type Members = Readonly<Record<string, unknown>>;

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const KEYS: Readonly<Record<Algorithm, OwnKey>> = {
  ES256: makeKey('ES256'),
  RS256: makeKey('RS256'),
  PS256: makeKey('PS256'),
  EdDSA: makeKey('EdDSA'),
};
export const STRANGER = makeKey('ES256');
export const LATER = makeKey('ES256', 'later');
export const AT = '2026-11-20T12:00:00.000Z';

/** A credential with an uploaded key. */
export function byKey(key: OwnKey, id: string, life: Partial<Credential> = {}): Credential {
  return { id, createdAt: AT, kind: 'public-key', jwk: key.jwk, ...life } as Credential;
}

/** The header of a good assertion. */
export function head(more: Members = {}): Members & { readonly alg: string } {
  return { alg: 'ES256', kid: 'ES256-1', ...more };
}

/** One endpoint and one provider of keys. */
export class AssertionStage implements AsyncDisposable {
  #used = 0;

  private constructor(
    readonly gateway: TokenGateway,
    readonly provider: IdentityProvider,
  ) {}

  static async start(options: TokenGatewayOptions = {}): Promise<AssertionStage> {
    const provider = await startIdentityProvider(KEYS.ES256.jwk);
    const keySets: TokenGatewayOptions['keySets'] = (clock) =>
      new HttpKeySets({ allowedHosts: [provider.host] }, clock);
    return new AssertionStage(await startTokenGateway({ keySets, ...options }), provider);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.app.close();
    await this.gateway.server.close();
    await this.provider.stop();
  }

  /** Gives the client other credentials; its secret stays. */
  async hold(...credentials: readonly Credential[]): Promise<void> {
    const { client, clients } = this.gateway;
    await clients.save({ ...client, credentials: [...client.credentials.slice(0, 1), ...credentials] });
  }

  now(): number {
    return Math.floor(this.gateway.clock.now() / 1000);
  }

  /** The claims of a good assertion that was not used before. */
  claims(more: Members = {}): Members {
    this.#used += 1;
    const [iat, exp] = [this.now(), this.now() + 60];
    return { iss: 'web-shop', sub: 'web-shop', aud: TERMS.issuer, jti: `use-${this.#used}`, iat, exp, ...more };
  }

  sign(header = head(), members = this.claims(), key = KEYS.ES256): Promise<string> {
    return signToken(key, header, members);
  }

  post(form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const payload = new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.gateway.app.inject({ method: 'POST', url: '/oauth/token', headers: { ...type, ...headers }, payload });
  }

  present(assertion: string, more: Readonly<Record<string, string>> = {}) {
    return this.post({ client_assertion_type: ASSERTION_TYPE, client_assertion: assertion, ...more });
  }

  async statusOf(assertion: string | Promise<string>): Promise<number> {
    return (await this.present(await assertion)).statusCode;
  }

  /** What the log was told of the last refusal. */
  lastFault(): unknown {
    const refusals = this.gateway.observations.filter((it) => it.kind === 'authentication-refused');
    return refusals.at(-1)?.fault;
  }
}
