// Guards the reading of the Authorization header.
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isToken68, LONGEST_BEARER, parseBearer, readBearer } from './read-bearer.js';

const token68 = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,200}={0,2}$/);
const anyCase = fc.constantFrom('Bearer', 'bearer', 'BEARER', 'bEaReR');

/** What admission comes to where no value was verified before. */
function kindOf(header: string | undefined): string {
  const bearer = parseBearer(header);
  return bearer.kind === 'bearer' && !isToken68(bearer.value) ? 'malformed' : bearer.kind;
}

describe('the bearer parser', () => {
  it('reads every token68 after the scheme in any case and one blank or more', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 5 }), token68, (scheme, blanks, value) => {
        expect(parseBearer(`${scheme}${' '.repeat(blanks)}${value}`)).toEqual({ kind: 'bearer', value });
      }),
      { seed: 6750, numRuns: 1000 },
    );
  });

  it('never throws, and never reads a value with a blank, a comma or a control character in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', 'Bearer ', 'bearer  '), (rest, start) => {
        const bearer = parseBearer(start + rest);
        if (bearer.kind === 'bearer' && isToken68(bearer.value)) {
          expect(bearer.value).toMatch(/^[A-Za-z0-9._~+/-]+=*$/);
          expect(start + rest).toMatch(/^bearer /i);
        }
      }),
      { seed: 6750, numRuns: 5000 },
    );
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['Basic abc', 'missing'],
    ['Bearerabc', 'missing'],
    ['Bearer', 'malformed'],
    ['Bearer ', 'malformed'],
    ['Bearer a b', 'malformed'],
    ['Bearer a,b', 'malformed'],
    ['Bearer a\n', 'malformed'],
    ['Bearer =', 'malformed'],
    ['Bearer\tabc', 'missing'],
  ])('takes %j for %s', (header, kind) => {
    expect(kindOf(header)).toBe(kind);
  });

  it('refuses a value over the limit, and only over the limit', () => {
    expect(parseBearer(`Bearer ${'a'.repeat(LONGEST_BEARER)}`).kind).toBe('bearer');
    expect(parseBearer(`Bearer ${'a'.repeat(LONGEST_BEARER + 1)}`).kind).toBe('malformed');
  });
});

describe('two Authorization headers', () => {
  it('are malformed in any spelling, also when the first one is good', () => {
    const headers = { authorization: 'Bearer good' };
    const rawHeaders = ['Host', 'x', 'Authorization', 'Bearer good', 'AUTHORIZATION', 'Bearer other'];

    expect(readBearer({ headers, rawHeaders } as unknown as IncomingMessage).kind).toBe('malformed');
  });
});
