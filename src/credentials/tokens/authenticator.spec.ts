// Guards the token cache: it saves work, and never stretches what a token is worth.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Client } from '../client.js';
import { Authenticator } from './authenticator.js';
import type { VerifiedBearer } from './check-token-claims.js';
import { Standing } from './standing.js';

const CLIENT: Client = {
  id: 'web-shop',
  name: 'Web shop',
  scopes: ['orders.list', 'customers.*'],
  credentials: [{ id: 'c1', digest: '', createdAt: '' }],
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
  const standing = (): Standing => new Standing(verifiedUntil(new ManualClock(), 600));

  it('has the scopes that both the token and the client hold now', () => {
    expect(standing().under(CLIENT)?.scopes).toEqual(['orders.list']);
    expect(standing().under({ ...CLIENT, scopes: ['*'] })?.scopes).toEqual(['orders.*']);
    expect(standing().under({ ...CLIENT, scopes: [] })?.scopes).toEqual([]);
  });

  it('ends with the client and with the credential', () => {
    expect(standing().under(undefined)).toBeUndefined();
    expect(standing().under({ ...CLIENT, credentials: [] })).toBeUndefined();
  });

  it('makes nothing new while the client is the same object, and follows it when it changes', () => {
    const kept = standing();
    const first = kept.under(CLIENT);

    expect(kept.under(CLIENT)).toBe(first);
    expect(kept.under({ ...CLIENT, scopes: ['orders.get'] })?.scopes).toEqual(['orders.get']);
    expect(kept.under(undefined)).toBeUndefined();
    expect(kept.under(CLIENT)?.scopes).toEqual(['orders.list']);
  });
});
