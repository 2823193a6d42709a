// Guards how credentials take each other's place: never a gap, never more than two.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { endOf, isLive, stateOf } from '../credential-state.js';
import {
  instant,
  issueBeside,
  MOST_OPEN,
  openOf,
  recordFirstUse,
  revokeClient,
  revokeCredential,
  withRetirement,
} from './rotation.js';
import type { Overlap } from './rotation.js';

const T = Date.parse('2026-11-20T12:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const terms = { now: T, longestMs: 30 * DAY };

const secret = (id: string, more: Partial<Credential> = {}): Credential =>
  ({ id, kind: 'secret', digest: id, createdAt: instant(T), ...more }) as Credential;
const holding = (...credentials: readonly Credential[]): Client => {
  return { id: 'web-shop', kind: 'application', name: 'Web shop', scopes: [], createdAt: instant(T), credentials };
};
const credential = (client: Client, id: string): Credential => {
  const found = client.credentials.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
const rotated = (overlap: Overlap): Client => issueBeside(holding(secret('old')), secret('new'), overlap, terms);

describe('a rotation', () => {
  it.each([
    ['at once', 0],
    ['after an hour', HOUR],
    ['after a day', DAY],
    ['after a week', 7 * DAY],
  ])('ends the old secret %s, to the millisecond, and begins the new one now', (_, ms) => {
    const after = rotated({ ms, from: 'now' });
    expect(isLive(credential(after, 'new'), T)).toBe(true);
    expect(endOf(credential(after, 'old'))).toBe(T + ms);
    expect([T + ms - 1, T + ms].map((now) => isLive(credential(after, 'old'), now))).toEqual([true, false]);
  });

  it('lets the old one be until the new one is good, however short the overlap', () => {
    const later = secret('new', { startsAt: instant(T + DAY) });
    const after = issueBeside(holding(secret('old')), later, { ms: 0, from: 'now' }, terms);
    expect([T + DAY - 1, T + DAY].map((now) => after.credentials.map((each) => isLive(each, now)))).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('leaves credentials of other kinds alone', () => {
    const key: Credential = { id: 'key', kind: 'public-key', jwk: {}, createdAt: instant(T) };
    const after = issueBeside(holding(key, secret('old')), secret('new'), { ms: 0, from: 'now' }, terms);
    expect(credential(after, 'key')).toEqual(key);
  });

  it('forgets what was announced of the end that was', () => {
    const announced = holding(secret('old', { expiresAt: instant(T + 9 * DAY), announcedDays: 30 }));
    const after = issueBeside(announced, secret('new'), { ms: DAY, from: 'now' }, terms);
    expect(credential(after, 'old')).not.toHaveProperty('announcedDays');
    const staying = withRetirement(after, 'old', undefined);
    expect(credential(staying, 'old')).toEqual(secret('old', { expiresAt: instant(T + 9 * DAY) }));
  });

  it('keeps a bounded number of what is over, the latest', () => {
    const rotate = (client: Client, turn: number): Client => {
      const now = T + turn * DAY;
      return issueBeside(client, secret(`s${turn}`), { ms: 0, from: 'now' }, { ...terms, now });
    };
    const after = Array.from({ length: 200 }, (_, turn) => turn).reduce(rotate, holding());
    expect(after.credentials.length).toBeLessThanOrEqual(52);
    expect(after.credentials.slice(-3).map(({ id }) => id)).toEqual(['s197', 's198', 's199']);
  });
});

describe('an overlap from first use', () => {
  const waiting = rotated({ ms: HOUR, from: 'first-use' });

  it('ends at the latest moment allowed when there is no use', () => {
    expect(endOf(credential(waiting, 'old'))).toBe(T + terms.longestMs);
  });

  it('begins to count with the first use, and with no other', () => {
    const used = recordFirstUse(waiting, 'new', T + 5 * DAY);
    expect(endOf(credential(used, 'old'))).toBe(T + 5 * DAY + HOUR);
    expect(credential(used, 'new').firstUsedAt).toBe(instant(T + 5 * DAY));
    expect(recordFirstUse(used, 'new', T + 6 * DAY)).toBe(used);
  });

  it('never outlasts the latest moment allowed', () => {
    const used = recordFirstUse(waiting, 'new', T + terms.longestMs - 1);
    expect(endOf(credential(used, 'old'))).toBe(T + terms.longestMs);
  });

  it('does not begin with a use of the old one', () => {
    const used = recordFirstUse(waiting, 'old', T + DAY);
    expect(endOf(credential(used, 'old'))).toBe(T + terms.longestMs);
  });

  it('has nothing to save for a credential that is not known', () => {
    expect(recordFirstUse(waiting, 'nobody', T)).toBe(waiting);
  });
});

describe('revoking', () => {
  it('counts at once and is the same when done again', () => {
    const once = revokeCredential(holding(secret('a'), secret('b')), 'a', T);
    expect(once.credentials.map((each) => stateOf(each, T))).toEqual(['revoked', 'active']);
    expect(revokeCredential(once, 'a', T + 1)).toBe(once);
    const all = revokeClient(once, T + 2);
    expect(all).toMatchObject({ revokedAt: instant(T + 2), credentials: [{ revokedAt: instant(T) }, {}] });
    expect(all.credentials.some((each) => isLive(each, T + 2))).toBe(false);
    expect(revokeClient(all, T + 3)).toBe(all);
  });
});

type Step =
  | { readonly do: 'issue'; readonly overlapH: number; readonly from: Overlap['from']; readonly startsInH: number }
  | { readonly do: 'use' | 'revoke' | 'stay'; readonly which: number }
  | { readonly do: 'wait'; readonly hours: number };

const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('issue' as const),
    overlapH: fc.constantFrom(0, 1, 24, 168),
    from: fc.constantFrom('now', 'first-use'),
    startsInH: fc.constantFrom(0, 0, 12),
  }),
  fc.record({ do: fc.constantFrom('use', 'revoke', 'stay'), which }),
  // Backwards too: somebody sets the clock.
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: -2, max: 30 }) }),
);

describe('in every history of rotations, uses, revocations and clocks set back by hours', () => {
  it('at most two secrets are good or can become so, at every moment of it and after it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now = T;
        let client = holding();
        const moments = [now];
        steps.forEach((each, index) => {
          const meant = 'which' in each ? client.credentials.at(-1 - each.which)?.id : undefined;
          if (each.do === 'wait') now += each.hours * HOUR;
          else if (each.do === 'issue') client = tryIssue(client, `s${index}`, each, now);
          else if (meant !== undefined) client = apply(client, each.do, meant, now);
          moments.push(now, now + HOUR, now + 30 * DAY);
          for (const moment of moments) {
            expect(client.credentials.filter((credential) => isLive(credential, moment)).length).toBeLessThan(3);
          }
        });
      }),
      { seed: 20, numRuns: 400 },
    );
  });
});

function tryIssue(client: Client, id: string, wanted: Extract<Step, { do: 'issue' }>, now: number): Client {
  if (openOf(client, 'secret', now).length >= MOST_OPEN) return client;
  const starts = wanted.startsInH === 0 ? {} : { startsAt: instant(now + wanted.startsInH * HOUR) };
  const overlap = { ms: wanted.overlapH * HOUR, from: wanted.from };
  return issueBeside(client, secret(id, starts), overlap, { ...terms, now });
}

function apply(client: Client, what: 'use' | 'revoke' | 'stay', id: string, now: number): Client {
  if (what === 'use') return recordFirstUse(client, id, now);
  if (what === 'revoke') return revokeCredential(client, id, now);
  return openOf(client, 'secret', now).some((each) => each.id === id) ? withRetirement(client, id, undefined) : client;
}
