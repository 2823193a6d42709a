// What a signed assertion costs before it has proven anything does not depend on whether its client exists, nor on how
// many keys that client has had: nobody learns which ids there are, and nobody makes the gateway work by naming one.
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../src/credentials/client.js';
import { ASSERTION_TYPE, AssertionStage, AT, byKey, head, KEYS, STRANGER } from './assertion-stage.js';
import { ALIKE, compareTimes } from './timing/compare-times.js';
import type { Door, Guess } from './timing/three-doors.js';

const ENDED: readonly Partial<Credential>[] = [
  { revokedAt: AT },
  { expiresAt: AT },
  { retirement: { since: AT, replacedBy: 'x', until: AT } },
];
const PAIRS = 2_000;
const MOST_MS = 120_000;
/** Nothing is ever too often: what is compared is the proof, not the counting of failures. */
const UNCOUNTED = {
  increment: () => Promise.resolve({ totalHits: 1, timeToExpire: 1, isBlocked: false, timeToBlockExpire: 0 }),
};

let stage: AssertionStage;
beforeEach(async () => {
  stage = await AssertionStage.start({ counts: UNCOUNTED });
});
afterEach(() => stage[Symbol.asyncDispose]());

/** A key that was good once, under the name that the good one has, or under its own. */
function ended(index: number): Credential {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = index % 2 === 0 ? KEYS.ES256.jwk['kid'] : `old-${index}`;
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid };
  return { id: `e${index}`, createdAt: AT, kind: 'public-key', jwk, ...ENDED[index % ENDED.length] } as Credential;
}

/** The client has so many keys that are over, and one that is good. */
const holdAfter = (count: number): Promise<void> =>
  stage.hold(...Array.from({ length: count }, (_, index) => ended(index)), byKey(KEYS.ES256, 'good'));

/** Assertions that a stranger has signed, in the name of the client and of nobody. */
async function openDoor(kid: string | undefined): Promise<Door> {
  const header = kid === undefined ? { alg: 'ES256' } : head({ kid });
  const sign = (id: string) => stage.sign(header, stage.claims({ iss: id, sub: id, jti: 'one' }), STRANGER);
  const assertions: Readonly<Record<Guess, string>> = {
    'at a known id': await sign('web-shop'),
    'at an unknown id': await sign('web-shoq'),
  };
  const form = (guess: Guess) => ({
    ...{ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE },
    client_assertion: assertions[guess],
  });
  const server = stage.gateway.app.getHttpAdapter().getInstance();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-correlation-id': 'fixed' };
  return {
    guess: (guess) => ({
      ...{ method: 'POST', url: '/oauth/token', headers },
      payload: new URLSearchParams(form(guess)).toString(),
    }),
    send: (knock) => {
      stage.gateway.observations.length = 0;
      return server.inject(knock);
    },
  };
}

const KIDS = [
  ['names a key that is good', KEYS.ES256.kid],
  ['names a key that is over', 'old-1'],
  ['names a key that never was', 'never'],
  ['names none', undefined],
] as const;

describe.each(KIDS)('an assertion that %s', (_, kid) => {
  it(
    'takes no longer for a client that has had fifty keys than for nobody, and is answered alike',
    async () => {
      await holdAfter(50);
      const door = await openDoor(kid);
      const [known, unknown] = await Promise.all(
        (['at a known id', 'at an unknown id'] as const).map((guess) => door.send(door.guess(guess))),
      );
      expect([known?.statusCode, known?.body]).toEqual([401, unknown?.body]);
      const { probability } = await compareTimes(door, PAIRS);
      expect(probability).toBeGreaterThan(ALIKE);
    },
    MOST_MS,
  );
});

it('reads keys once, and only those that are to check a signature', async () => {
  await holdAfter(1_000);
  const door = await openDoor(undefined);
  const { medians } = await compareTimes(door, 20);
  expect(medians['at a known id']).toBeLessThan(5 * medians['at an unknown id']);
});

describe('among the keys a client has had', () => {
  it('the good one counts, however many are over under the same name', async () => {
    await holdAfter(50);
    expect(await stage.statusOf(stage.sign())).toBe(200);
    expect(stage.gateway.usage.lastUse('good')).toBeDefined();
  });

  it('one that is over is told from a wrong one in the log alone', async () => {
    await stage.hold(ended(1), byKey(KEYS.ES256, 'late', { revokedAt: AT }));
    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.lastFault()).toBe('revoked');
    expect(await stage.statusOf(stage.sign(head(), stage.claims(), STRANGER))).toBe(401);
    expect(stage.lastFault()).toBe('signature');
  });

  it('one that begins later counts from then on', async () => {
    const startsAt = new Date(stage.gateway.clock.now() + 60_000).toISOString();
    await stage.hold(byKey(KEYS.ES256, 'later', { startsAt }));
    expect(await stage.statusOf(stage.sign())).toBe(401);
    stage.gateway.clock.advance(60_000);
    expect(await stage.statusOf(stage.sign())).toBe(200);
  });
});
