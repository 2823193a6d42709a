// Header fields about the cache are exact: RFC 9211, and ages that are never too low.
import { describe, expect, it } from '@jest/globals';
import type { CacheUse } from '../../read/read-request.js';
import { cacheFields, cacheOutcome } from './cache-fields.js';

const HIT: CacheUse = { kind: 'hit', outdated: false, collapsed: false, stored: false, ageMs: 2_999, freshMs: 10_000 };
const MISS: CacheUse = { ...HIT, kind: 'uri-miss', stored: true, ageMs: 12 };

describe('the fields of an answer', () => {
  it.each([
    ['a fresh hit', HIT, 'banyan; hit; ttl=7', 'hit'],
    ['a hit at its very end', { ...HIT, ageMs: 10_000 }, 'banyan; hit; ttl=0', 'hit'],
    ['a hit just beyond it', { ...HIT, ageMs: 10_001 }, 'banyan; hit; ttl=-1', 'stale'],
    ['a stale hit', { ...HIT, ageMs: 22_000 }, 'banyan; hit; ttl=-12', 'stale'],
    ['an outdated hit', { ...HIT, ageMs: 22_000, outdated: true }, 'banyan; hit; ttl=-12', 'outdated'],
    ['a miss', MISS, 'banyan; fwd=uri-miss; stored', 'miss'],
    ['a miss that others share', { ...MISS, collapsed: true }, 'banyan; fwd=uri-miss; collapsed', 'collapsed'],
    ['a miss that was not kept', { ...MISS, stored: false }, 'banyan; fwd=uri-miss', 'miss'],
    ['an old one asked for again', { ...MISS, kind: 'stale' }, 'banyan; fwd=stale; stored', 'miss'],
    ['an old one that stands in', { ...HIT, kind: 'stale', outdated: true }, 'banyan; fwd=stale', 'outdated'],
    ['one asked for on request', { ...MISS, kind: 'request' }, 'banyan; fwd=request; stored', 'miss'],
    ['one that is never kept', { ...MISS, kind: 'bypass', stored: false, freshMs: 0 }, 'banyan; fwd=bypass', 'bypass'],
  ] as const)('say what %s is', (_title, use, status, outcome) => {
    expect([cacheFields(use)['cache-status'], cacheOutcome(use)]).toEqual([status, outcome]);
  });

  it('let a caller keep what is kept for as long as it is fresh, counted from when the source was asked', () => {
    expect(cacheFields(HIT)).toMatchObject({ 'cache-control': 'private, max-age=10', age: '2' });
    expect(cacheFields({ ...HIT, freshMs: 1_999 })['cache-control']).toBe('private, max-age=1');
    expect(cacheFields(MISS)).toMatchObject({ 'cache-control': 'private, max-age=10', age: '0' });
  });

  it('let nobody keep what is not kept', () => {
    expect(cacheFields({ ...MISS, stored: false, freshMs: 0 })).toEqual({
      'cache-control': 'private, no-cache',
      'cache-status': 'banyan; fwd=uri-miss',
    });
    expect(cacheFields(undefined)).toEqual({ 'cache-control': 'private, no-cache' });
  });
});
