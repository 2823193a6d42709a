// Guards the token cache: it saves work, and never stretches what a token is worth.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Client, Credential } from '../client.js';
import { Authenticator } from './authenticator.js';
import type { VerifiedBearer } from './check-token-claims.js';
import { Standing } from './standing.js';

const CLIENT: Client = {
  id: 'web-shop',
  kind: 'application',
  createdAt: '2026-01-01T00:00:00Z',
  name: 'Web shop',
  scopes: ['orders.list', 'customers.*'],
  credentials: [{ kind: 'secret', id: 'c1', digest: '', createdAt: '' }],
};

function verifiedUntil(clock: ManualClock, seconds: number): VerifiedBearer {
  const now = clock.now() / 1000;
  const principal = { clientId: 'web-shop', credentialId: 'c1', scopes: ['orders.*'], expiresAt: now + seconds };
  return { principal, notBefore: now - 30 };
}

describe('the cache of verified tokens', () => {
  it('verifies a token once and recalls it after that', async () => {
    const clock = new ManualClock();
    const asked: string[] = [];
    const verify = async (bearer: string) => {
      asked.push(bearer);
      return verifiedUntil(clock, 600);
    };
    const authenticator = new Authenticator(verify, clock);

    expect(authenticator.recall('a')).toBeUndefined();
    const standing = await authenticator.authenticate('a');

    expect(authenticator.recall('a')).toBe(standing);
    expect(asked).toEqual(['a']);
  });

  it('forgets a token when its time is over, and while the clock stands before it', async () => {
    const clock = new ManualClock();
    const authenticator = new Authenticator(async () => verifiedUntil(clock, 600), clock);
    await authenticator.authenticate('a');

    clock.jump(-31_000);
    expect(authenticator.recall('a')).toBeUndefined();
    clock.jump(31_000 + 599_999);
    expect(authenticator.recall('a')).toBeDefined();
    clock.jump(1);
    expect(authenticator.recall('a')).toBeUndefined();
  });

  it('remembers no refusal and no more tokens than it was told to', async () => {
    const clock = new ManualClock();
    const verify = async (bearer: string) => (bearer === 'bad' ? 'signature' : verifiedUntil(clock, 600));
    const authenticator = new Authenticator(verify, clock, 2);

    expect(await authenticator.authenticate('bad')).toBe('signature');
    for (const bearer of ['a', 'b', 'c']) await authenticator.authenticate(bearer);

    expect(['bad', 'a', 'b', 'c'].filter((bearer) => authenticator.recall(bearer) !== undefined)).toEqual(['b', 'c']);
  });
});

describe('the standing of a token', () => {
  const NOW = { earliest: 0, latest: 0 };
  const standing = (): Standing => new Standing(verifiedUntil(new ManualClock(), 600));
  const living = (life: Partial<Credential>): Client => ({
    ...CLIENT,
    credentials: [{ kind: 'secret', id: 'c1', digest: '', createdAt: '', ...life } as Credential],
  });

  it('has the scopes that both the token and the client hold now', () => {
    expect(standing().under(CLIENT, NOW)?.scopes).toEqual(['orders.list']);
    expect(standing().under({ ...CLIENT, scopes: ['*'] }, NOW)?.scopes).toEqual(['orders.*']);
    expect(standing().under({ ...CLIENT, scopes: [] }, NOW)?.scopes).toEqual([]);
  });

  it('ends with the client and with the credential', () => {
    expect(standing().under(undefined, NOW)).toBeUndefined();
    expect(standing().under({ ...CLIENT, credentials: [] }, NOW)).toBeUndefined();
    expect(standing().under({ ...CLIENT, revokedAt: '2026-11-20T12:00:00Z' }, NOW)).toBeUndefined();
    expect(standing().under(living({ revokedAt: '2026-11-20T12:00:00Z' }), NOW)).toBeUndefined();
    expect(standing().under({ ...CLIENT, kind: 'administrator' }, NOW)).toBeUndefined();
  });

  it('makes nothing new while the client is the same object, and follows it when it changes', () => {
    const kept = standing();
    const first = kept.under(CLIENT, NOW);

    expect(kept.under(CLIENT, NOW)).toBe(first);
    expect(kept.under({ ...CLIENT, scopes: ['orders.get'] }, NOW)?.scopes).toEqual(['orders.get']);
    expect(kept.under(undefined, NOW)).toBeUndefined();
    expect(kept.under(CLIENT, NOW)?.scopes).toEqual(['orders.list']);
  });

  it.each(['expiresAt', 'retirement'] as const)('ends to the millisecond when the clock reaches %s', (end) => {
    const moment = Date.parse('2026-11-20T13:00:00Z');
    const until = '2026-11-20T13:00:00.000Z';
    const retirement = { since: '2026-11-20T12:00:00Z', replacedBy: 'c2', until };
    const client = living(end === 'expiresAt' ? { expiresAt: until } : { retirement });
    const kept = standing();

    expect(kept.under(client, { earliest: moment - 1, latest: moment - 1 })).toBeDefined();
    expect(kept.under(client, { earliest: moment, latest: moment })).toBeUndefined();
  });

  it('begins when the clock reaches the start, and not before', () => {
    const moment = Date.parse('2026-11-20T13:00:00Z');
    const client = living({ startsAt: '2026-11-20T13:00:00.000Z' });

    expect(standing().under(client, { earliest: moment - 1, latest: moment })).toBeUndefined();
    expect(standing().under(client, { earliest: moment, latest: moment })).toBeDefined();
  });
});

describe('a clock that is set back by two hours', () => {
  it('does not bring back a credential that has ended, and takes none away that has not', async () => {
    const clock = new ManualClock();
    const until = new Date(clock.now() + 60_000).toISOString();
    const ending: Client = {
      ...CLIENT,
      credentials: [{ kind: 'secret', id: 'c1', digest: '', createdAt: '', expiresAt: until }],
    };
    const authenticator = new Authenticator(async () => verifiedUntil(clock, 86_400), clock);
    const standing = (await authenticator.authenticate('a')) as Standing;

    clock.advance(60_000);
    clock.jump(-7_200_000);
    expect(authenticator.principalOf(standing, ending)).toBeUndefined();
    expect(authenticator.principalOf(standing, CLIENT)).toBeDefined();
  });
});
