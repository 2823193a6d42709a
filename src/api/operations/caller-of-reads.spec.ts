// Callers share answers only when they hold the same scopes, apart from the one that shows nothing.
import { describe, expect, it } from '@jest/globals';
import { callerOfReads } from './caller-of-reads.js';

const of = (...scopes: string[]) => callerOfReads({ clientId: 'c', credentialId: 'k', scopes, expiresAt: 1 });

describe('the permission of a caller', () => {
  it('is that of everybody with the same scopes, in whatever order', () => {
    expect(of('orders.*', 'items.get').permission).toBe(of('items.get', 'orders.*').permission);
    expect(of('orders.*', 'cache.bypass').permission).toBe(of('orders.*').permission);
  });

  it.each([
    [['orders.*'], ['orders.list']],
    [['orders.*'], ['orders.*', 'items.list']],
    [['*'], ['orders.*']],
    [[], ['*']],
  ])('tells %j from %j', (one, other) => {
    expect(of(...one).permission).not.toBe(of(...other).permission);
  });
});

describe('a caller', () => {
  it('may bypass the cache only where it was given that by name', () => {
    expect([of('*'), of('orders.*'), of('cache.bypass'), of('cache.*', '*')].map((it) => it.mayBypass)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
