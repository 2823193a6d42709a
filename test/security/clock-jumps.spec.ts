// The machine's clock is set while the gateway runs, by two hours, back and forward: nothing that has ended becomes good
// again, nothing goes on longer than it was to by more than the skew, and nobody honest is locked out by a step back.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SteadyTime } from '../../src/credentials/judging/steady-time.js';
import { ADMIN_PATH, openAdministrationDoor } from './administration-door.js';
import type { AdministrationDoor } from './administration-door.js';
import { tokenFor } from './guarded-gateway.js';
import { startTokenGateway } from './token-gateway.js';
import type { TokenGateway } from './token-gateway.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECOND = 1_000;
/** A second more than a token may be late by: the skew. */
const BEYOND_SKEW = 31 * SECOND;

let gateway: TokenGateway;
let administration: AdministrationDoor;
beforeEach(async () => {
  gateway = await startTokenGateway();
  administration = await openAdministrationDoor(gateway, { time: new SteadyTime(gateway.clock) });
});
afterEach(async () => {
  await administration[Symbol.asyncDispose]();
  await gateway.app.close();
  await gateway.server.close();
});

/** Bounds every credential there is. */
async function bound(times: { readonly startsAt?: number; readonly expiresAt?: number }): Promise<void> {
  const texts = Object.entries(times).map(([name, at]) => [name, new Date(at).toISOString()] as const);
  for (const { id } of gateway.clients.list()) {
    await gateway.clients.change(id, (client) => {
      const credentials = client?.credentials.map((each) => ({ ...each, ...Object.fromEntries(texts) })) ?? [];
      return client && { client: { ...client, credentials } };
    });
  }
}

const bearing = (bearer: string, url: string) => ({ url, headers: { authorization: `Bearer ${bearer}` } });
const withToken = async (token: string): Promise<number> =>
  (await gateway.server.inject(bearing(token, '/v1/orders'))).statusCode;

/** What a right secret gets at the API, the token endpoint and the administration. */
async function atDoors(): Promise<readonly number[]> {
  const { secret } = gateway;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'web-shop', client_secret: secret });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const asked = { method: 'POST', url: '/oauth/token', headers, payload: form.toString() } as const;
  const answers = [
    await gateway.server.inject(bearing(secret, '/v1/orders')),
    await gateway.app.inject(asked),
    await administration.send(bearing(administration.secret, ADMIN_PATH)),
  ];
  return answers.map(({ statusCode }) => statusCode);
}

const ALL_IN = [200, 200, 200];
const ALL_OUT = [401, 401, 401];

describe('a secret', () => {
  it('is good until its very end, and from then on at no door', async () => {
    const { clock } = gateway;
    await bound({ expiresAt: clock.now() + HOUR });
    clock.advance(HOUR - 1);
    expect(await atDoors()).toEqual(ALL_IN);
    clock.advance(1);
    expect(await atDoors()).toEqual(ALL_OUT);
  });

  it('that has ended does not become good again when the clock is set back', async () => {
    const { clock } = gateway;
    await bound({ expiresAt: clock.now() + HOUR });
    clock.advance(HOUR);
    for (const back of [-MINUTE, -10 * MINUTE, -2 * HOUR]) {
      clock.jump(back);
      expect(await atDoors()).toEqual(ALL_OUT);
      clock.advance(5 * MINUTE);
      expect(await atDoors()).toEqual(ALL_OUT);
    }
  });

  it('is good through a step back, and ends when it was to, not two hours later', async () => {
    const { clock } = gateway;
    await bound({ expiresAt: clock.now() + HOUR });
    clock.jump(-2 * HOUR);
    expect(await atDoors()).toEqual(ALL_IN);
    clock.advance(HOUR - SECOND);
    expect(await atDoors()).toEqual(ALL_IN);
    clock.advance(SECOND);
    expect(await atDoors()).toEqual(ALL_OUT);
  });

  it('has ended when the clock is set past its end, and is good again when that is taken back soon', async () => {
    const { clock } = gateway;
    await bound({ expiresAt: clock.now() + HOUR });
    clock.jump(2 * HOUR);
    expect(await atDoors()).toEqual(ALL_OUT);
    clock.advance(MINUTE);
    clock.jump(-2 * HOUR);
    expect(await atDoors()).toEqual(ALL_IN);
  });

  it('that is yet to begin does not begin because the clock is set back', async () => {
    const { clock } = gateway;
    await bound({ startsAt: clock.now() + HOUR });
    expect(await atDoors()).toEqual(ALL_OUT);
    clock.jump(-2 * HOUR);
    expect(await atDoors()).toEqual(ALL_OUT);
    clock.jump(2 * HOUR);
    clock.advance(HOUR);
    expect(await atDoors()).toEqual(ALL_IN);
  });
});

describe('a token', () => {
  it.each([-MINUTE, -5 * MINUTE, -2 * HOUR])(
    'that has ended stays over when the clock is set by %d ms',
    async (step) => {
      const { clock } = gateway;
      const [known, fresh] = [await tokenFor(gateway), await tokenFor(gateway)];
      expect(await withToken(known)).toBe(200);
      clock.advance(10 * MINUTE + BEYOND_SKEW);
      expect(await Promise.all([known, fresh].map(withToken))).toEqual([401, 401]);
      clock.jump(step);
      expect(await Promise.all([known, fresh].map(withToken))).toEqual([401, 401]);
    },
  );

  it('ends when it was to although the clock was set back meanwhile', async () => {
    const { clock } = gateway;
    const token = await tokenFor(gateway);
    expect(await withToken(token)).toBe(200);
    clock.advance(5 * MINUTE);
    clock.jump(-4 * MINUTE);
    expect(await withToken(token)).toBe(200);
    clock.advance(5 * MINUTE + BEYOND_SKEW);
    expect(await withToken(token)).toBe(401);
  });
});
