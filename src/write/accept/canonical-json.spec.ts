// Two bodies have the same text exactly when they mean the same.
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../command.js';
import { canonicalJson } from './canonical-json.js';
import { readJsonBody } from './json-body.js';

it('the order of members changes nothing', () => {
  expect(canonicalJson({ b: [1, { d: null, c: true }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":true,"d":null}]}');
});

it('what is read from the canonical text is what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = canonicalJson(value as Json);
      const read = readJsonBody(Buffer.from(text));
      return !read.ok || canonicalJson(read.value) === text;
    }),
    { seed: 11 },
  );
});

it('a member called __proto__ is a member like any other', () => {
  const read = readJsonBody(Buffer.from('{"__proto__":{"a":1}}'));
  expect(read.ok && canonicalJson(read.value)).toBe('{"__proto__":{"a":1}}');
  expect(({} as { a?: number }).a).toBeUndefined();
});
