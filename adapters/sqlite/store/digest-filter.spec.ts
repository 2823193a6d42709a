// What was added is never taken for new; hardly anything else is taken for known.
import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DigestFilter } from './digest-filter.js';

const digestOf = (text: string): Uint8Array => hash('sha256', text, 'buffer').subarray(0, 16);

describe('a filter of digests', () => {
  it('takes everything for known until it is complete', () => {
    const filter = new DigestFilter(DigestFilter.memory());
    expect(filter.mayHold(digestOf('a'))).toBe(true);
    filter.complete();
    expect(filter.mayHold(digestOf('a'))).toBe(false);
  });

  it('knows whatever was added, through any other filter over the same memory too', () => {
    const memory = DigestFilter.memory();
    const adding = new DigestFilter(memory);
    const asking = new DigestFilter(memory);
    adding.complete();
    const known = Array.from({ length: 50_000 }, (_, index) => digestOf(`known ${index}`));
    for (const digest of known) adding.add(digest);
    expect(known.every((digest) => asking.mayHold(digest))).toBe(true);
  });

  it('takes less than one new digest of a hundred for known beside 200,000', () => {
    const filter = new DigestFilter(DigestFilter.memory());
    filter.complete();
    for (let index = 0; index < 200_000; index += 1) filter.add(digestOf(`known ${index}`));
    const mistaken = Array.from({ length: 10_000 }, (_, index) => filter.mayHold(digestOf(`new ${index}`)));
    expect(mistaken.filter(Boolean).length).toBeLessThan(100);
  });
});
