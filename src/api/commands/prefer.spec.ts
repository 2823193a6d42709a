// Prefer: wait=N is read as RFC 7240 writes it, and what cannot be read is ignored.
import { expect, it } from '@jest/globals';
import { readWait } from './prefer.js';

it.each([
  ['wait=10', 10],
  ['Wait = "5"', 5],
  ['respond-async, wait=3', 3],
  ['wait=3; x=1', 3],
  ['wait=1, wait=9', 1],
  ['wait=100000', 30],
  ['wait=0', undefined],
  ['wait=-1', undefined],
  ['wait=ten', undefined],
  ['waiting=10', undefined],
  ['', undefined],
])('%s asks for %s seconds', (prefer, seconds) => {
  expect(readWait(prefer)).toBe(seconds);
});

it('several fields are one list', () => {
  expect(readWait(['respond-async', 'wait=7'])).toBe(7);
  expect(readWait(undefined)).toBeUndefined();
});
