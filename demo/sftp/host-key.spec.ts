import { expect, it } from '@jest/globals';
import { makeHostKey, readHostKey } from './host-key.js';

/** The library's own generator makes an unreadable one about once in two hundred. */
const MANY = 1500;

it('every host key that is made can be read', () => {
  const pins = Array.from({ length: MANY }, () => readHostKey(makeHostKey()).pin);
  expect(new Set(pins).size).toBe(MANY);
});
