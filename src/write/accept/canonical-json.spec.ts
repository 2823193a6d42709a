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

it('has the very text that sorting, quoting and joining every part by itself would give', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => canonicalJson(value as Json) === slowly(value as Json)),
    { seed: 12 },
  );
  const odd = { '': 1, '10': -0, '9': 'å "q" \\ \u2028 \ud800', B: 1e21, a: ['~', '\u007f', 'x'.repeat(65)] };
  expect(canonicalJson(odd)).toBe(slowly(odd));
});

function slowly(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(slowly).join(',')}]`;
  const members = Object.entries(value as Readonly<Record<string, Json>>).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${slowly(member)}`).join(',')}}`;
}

it('a member called __proto__ is a member like any other', () => {
  const read = readJsonBody(Buffer.from('{"__proto__":{"a":1}}'));
  expect(read.ok && canonicalJson(read.value)).toBe('{"__proto__":{"a":1}}');
  expect(({} as { a?: number }).a).toBeUndefined();
});
