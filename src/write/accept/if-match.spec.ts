// If-Match is read as RFC 9110 writes it: section 13.1.1, with entity tags of section 8.8.3.
import { expect, it } from '@jest/globals';
import { readIfMatch } from './if-match.js';

const oneOf = (tags: readonly string[], weak = 0) => ({ kind: 'one-of', tags, weak });

it.each([
  ['*', { kind: 'exists' }],
  ['  * ', { kind: 'exists' }],
  ['"a"', oneOf(['"a"'])],
  ['"a", "b"', oneOf(['"a"', '"b"'])],
  ['"a","b" ,"c"', oneOf(['"a"', '"b"', '"c"'])],
  [',"a",, "b",', oneOf(['"a"', '"b"'])],
  ['W/"a"', oneOf([], 1)],
  ['W/"a", "a"', oneOf(['"a"'], 1)],
  ['"a,b"', oneOf(['"a,b"'])],
  ['""', oneOf(['""'])],
  ['"W/"', oneOf(['"W/"'])],
])('%s is a condition', (field, condition) => {
  expect(readIfMatch(field)).toEqual({ ok: true, value: condition });
});

it('no field is no condition', () => {
  expect(readIfMatch(undefined)).toEqual({ ok: true, value: undefined });
});

it.each(
  [
    ['', ' ', ','],
    ['a', '"a', 'a"', '"a" b', '"a" "b"'],
    ['*, "a"', '"a", *', '**'],
    ['w/"a"', 'W/ "a"', 'W/a', '"a\tb"', '"a b"'],
  ].flat(),
)('%j is refused, and told what is allowed', (field) => {
  const read = readIfMatch(field);
  expect(read.ok ? [] : read.faults).toEqual([
    { parameter: 'If-Match', detail: expect.stringContaining('entity tags in double quotes') },
  ]);
});

it('more tags than anybody can have seen are refused', () => {
  expect(readIfMatch(Array.from({ length: 50 }, () => '"a"').join()).ok).toBe(true);
  expect(readIfMatch(Array.from({ length: 51 }, () => '"a"').join()).ok).toBe(false);
});

it('a long field that is not well-formed is refused in no time', () => {
  const startedAt = performance.now();
  for (const field of [
    '"a" '.repeat(20_000),
    ', '.repeat(40_000) + 'x',
    ' \t'.repeat(40_000) + 'x',
    '"'.repeat(80_001),
    '"a"' + ', '.repeat(40_000) + 'x',
    '"a" , '.repeat(20_000) + 'x',
  ])
    expect(readIfMatch(field).ok).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
