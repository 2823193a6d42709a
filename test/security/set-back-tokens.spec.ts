// The machine's clock is set back while the gateway runs: tokens that have ended stay ended, seen before or not, and
// whoever asks for a new token calls with it as ever.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { createTokenVerifier } from '../../src/credentials/tokens/verify-token.js';
import { claimsOf } from '../../src/credentials/tokens/token-parts.js';
import { startGuarded, TERMS, tokenFor } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LIFE = TERMS.lifetimeSeconds * SECOND;
const SKEW = 30 * SECOND;

let gateway: GuardedGateway;
beforeEach(async () => {
  gateway = await startGuarded();
});
afterEach(() => gateway.server.close());

async function statusOf(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await gateway.server.inject({ url: '/v1/orders', headers })).statusCode;
}
const allOf = (...tokens: readonly string[]): Promise<readonly number[]> => Promise.all(tokens.map(statusOf));

describe.each([
  ['a minute', -MINUTE],
  ['15 minutes', -15 * MINUTE],
  ['two hours', -120 * MINUTE],
])('a clock that is set back by %s', (_, step) => {
  it('makes no token good again that has ended', async () => {
    const [seen, unseen] = [await tokenFor(gateway), await tokenFor(gateway)];
    expect(await statusOf(seen)).toBe(200);
    gateway.clock.advance(LIFE + SKEW);
    expect(await allOf(seen, unseen)).toEqual([401, 401]);

    gateway.clock.jump(step);
    for (let passed = 0; passed <= -step + LIFE; passed += MINUTE) {
      expect(await allOf(seen, unseen)).toEqual([401, 401]);
      gateway.clock.advance(MINUTE);
    }
  });

  it('ends no token later than it was to end', async () => {
    const [seen, unseen] = [await tokenFor(gateway), await tokenFor(gateway)];
    expect(await statusOf(seen)).toBe(200);
    gateway.clock.advance(LIFE + SKEW - 2 * SECOND);
    gateway.clock.jump(step);
    gateway.clock.advance(2 * SECOND);
    for (let passed = 0; passed <= -step + LIFE; passed += MINUTE) {
      expect(await allOf(seen, unseen)).toEqual([401, 401]);
      gateway.clock.advance(MINUTE);
    }
  });

  it('leaves a new token as good, for as long, as any, with times of the clock as it is', async () => {
    const { clock } = gateway;
    clock.advance(45 * MINUTE);
    clock.jump(step);
    const [seen, unseen] = [await tokenFor(gateway), await tokenFor(gateway)];
    const iat = Math.floor(clock.now() / SECOND);
    expect(claimsOf(seen)).toMatchObject({ iat, exp: iat + TERMS.lifetimeSeconds });

    expect(await statusOf(seen)).toBe(200);
    clock.advance(LIFE + SKEW - SECOND);
    expect(await allOf(seen, unseen)).toEqual([200, 200]);
    clock.advance(SECOND);
    expect(await allOf(seen, unseen)).toEqual([401, 401]);
  });

  it('leaves new tokens good after further steps back', async () => {
    gateway.clock.jump(step);
    const between = await tokenFor(gateway);
    expect(await statusOf(between)).toBe(200);
    gateway.clock.advance(LIFE + SKEW);
    gateway.clock.jump(step);
    expect(await allOf(between, await tokenFor(gateway))).toEqual([401, 200]);
  });

  it('leaves nothing behind that a gateway which is started anew would believe longer', async () => {
    const { clock, keys, issuer } = gateway;
    clock.jump(step);
    const token = await tokenFor(gateway);
    const anew = new Authenticator(createTokenVerifier(issuer.terms, keys, clock), clock);

    expect(await anew.authenticate(token)).not.toEqual(expect.any(String));
    clock.advance(LIFE + SKEW);
    expect(anew.recall(token)).toBeUndefined();
    expect(await anew.authenticate(token)).toBe('expired');
  });
});

describe('a clock that is set right after it was set back', () => {
  it('takes new tokens at once', async () => {
    const { clock } = gateway;
    clock.jump(-120 * MINUTE);
    clock.advance(MINUTE);
    clock.jump(120 * MINUTE);
    const token = await tokenFor(gateway);
    expect(claimsOf(token)).not.toHaveProperty('ahead');
    expect(await statusOf(token)).toBe(200);
  });
});
