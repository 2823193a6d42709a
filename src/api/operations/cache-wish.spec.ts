// Directives of requests are read as the standard says, and what is not understood is ignored.
import { describe, expect, it } from '@jest/globals';
import { readCacheWish } from './cache-wish.js';

const NOTHING = { noCache: false, noStore: false, onlyIfCached: false };

describe('the Cache-Control field of a request', () => {
  it.each([
    ['no-cache', { ...NOTHING, noCache: true }],
    ['No-Store , only-if-cached', { ...NOTHING, noStore: true, onlyIfCached: true }],
    ['max-age=0', { ...NOTHING, maxAgeMs: 0 }],
    ['private, max-age="60"', { ...NOTHING, maxAgeMs: 60_000 }],
    ['max-age=5, max-age=7', { ...NOTHING, maxAgeMs: 5_000 }],
  ])('%s is understood', (field, wish) => {
    expect(readCacheWish(field)).toEqual(wish);
  });

  it.each([undefined, '', 'max-age', 'max-age=-1', 'max-age=abc', 'no-transform', 'min-fresh=3', ',,;='])(
    '%s asks nothing',
    (field) => {
      expect(readCacheWish(field)).toBeUndefined();
    },
  );
});
