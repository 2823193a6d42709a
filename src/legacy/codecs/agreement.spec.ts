// The promise that matters most about codecs: a filter matches exactly the rows that show a matching value.
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { column, expectAgreement, one, plain } from '../../../test/support/read/agreement.js';
import type { Subject } from '../../../test/support/read/agreement.js';
import type { FieldSource } from '../../facade/binding.js';

const byNumber = (left: string, right: string): number => Number(left) - Number(right);
const byLong = (left: string, right: string): number =>
  BigInt(left) < BigInt(right) ? -1 : Number(BigInt(left) > BigInt(right));
const padded = fc.string({ unit: fc.constantFrom('A', 'B', 'é', ' '), maxLength: 4 }).map((text) => text.padEnd(4));
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ł'), maxLength: 6 });
const truth = fc.constantFrom('true', 'false');
const words = ['open', 'held', 'picking', 'shipped', 'cancelled'];
const uuid = (last: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c330${last}`;

const codes: FieldSource = {
  kind: 'codes',
  columns: [column('A', 'char(2)'), column('B', 'char(1)')],
  rows: [
    { when: ['O', 'N'], value: 'open', write: true },
    { when: ['O', 'J'], value: 'held', write: true },
    { when: ['P', '*'], value: 'picking', write: true },
    { when: [null, 'J'], value: 'held', write: false },
    { when: ['*', 'X'], value: 'cancelled', write: true },
    { when: ['*', 'N'], value: 'open', write: false },
    { when: ['S', '*'], value: 'shipped', write: true },
  ],
};
const flags: FieldSource = {
  kind: 'column',
  column: column('C', 'char(1)'),
  trim: false,
  format: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' },
};
const singleCodes: FieldSource = {
  kind: 'codes',
  columns: [column('C', 'char(1)')],
  rows: [
    { when: ['A'], value: 'open', write: true },
    { when: ['N'], value: 'open', write: false },
    { when: ['S'], value: 'held', write: true },
    { when: ['*'], value: 'shipped', write: true },
  ],
};
const parts: FieldSource = {
  kind: 'parts',
  columns: [column('A', 'char(3)'), column('B', 'int')],
  separator: '~',
  trim: true,
};

const numbers: readonly Subject[] = [
  {
    title: 'integers in int',
    type: { kind: 'integer' },
    source: plain('int'),
    rows: one(fc.integer()),
    texts: fc.oneof(fc.integer(), fc.maxSafeInteger()).map(String),
    compare: byNumber,
  },
  {
    title: 'integers in tinyint',
    type: { kind: 'integer' },
    source: plain('tinyint'),
    rows: one(fc.nat(255)),
    texts: fc.integer({ min: -5, max: 260 }).map(String),
    compare: byNumber,
  },
  {
    title: 'decimals in decimal(7,2)',
    type: { kind: 'decimal', precision: 9, scale: 4 },
    source: plain('decimal(7,2)'),
    rows: one(fc.integer({ min: -200, max: 200 }).map((cents) => (cents / 100).toFixed(2))),
    texts: fc.oneof(
      fc.integer({ min: -20_000, max: 20_000 }).map((number) => (number / 10_000).toFixed(4)),
      fc.constantFrom('99999', '-99999.9999', '1'),
    ),
    compare: byNumber,
  },
  {
    title: 'longs in bigint',
    type: { kind: 'long' },
    source: plain('bigint'),
    rows: one(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String)),
    texts: fc.bigInt(-(2n ** 64n), 2n ** 64n).map(String),
    compare: byLong,
  },
];

const texts: readonly Subject[] = [
  {
    title: 'trimmed text in char(4)',
    type: { kind: 'string' },
    source: plain('char(4)', true),
    rows: one(padded),
    texts: fc.string({ unit: fc.constantFrom('A', 'B', 'é', ' '), minLength: 1, maxLength: 6 }),
  },
  {
    title: 'text in nvarchar(4)',
    type: { kind: 'string' },
    source: plain('nvarchar(4)'),
    rows: one(letters.map((text) => text.slice(0, 4))),
    texts: letters.map((text) => `${text}a`),
  },
  {
    title: 'digits shown as text',
    type: { kind: 'string' },
    source: plain('int'),
    rows: one(fc.integer({ min: 0, max: 20 })),
    texts: fc.constantFrom('7', '07', '7.0', '20', 'x'),
  },
  {
    title: 'composite keys',
    type: { kind: 'string' },
    source: parts,
    rows: fc.tuple(fc.constantFrom('01 ', '02 ', 'a~b'), fc.constantFrom(1, 2)),
    texts: fc.constantFrom('01~1', '02~2', '01', '01~1~1', '01 ~1', '01~01', '~'),
  },
  {
    title: 'UUIDs',
    type: { kind: 'uuid' },
    source: plain('uniqueidentifier'),
    rows: one(fc.constantFrom(uuid(1).toUpperCase(), uuid(2).toUpperCase())),
    texts: fc.constantFrom(uuid(1), uuid(3)),
  },
  {
    title: 'UUIDs in text of either case',
    type: { kind: 'uuid' },
    source: plain('char(40)'),
    rows: one(fc.constantFrom(`${uuid(1)}    `, uuid(1).toUpperCase(), uuid(2))),
    texts: fc.constantFrom(uuid(1), uuid(3)),
  },
  {
    title: 'binary',
    type: { kind: 'binary' },
    source: plain('varbinary(4)'),
    rows: one(fc.constantFrom(Uint8Array.of(1), Uint8Array.of(1, 2))),
    texts: fc.constantFrom('AQ==', 'AQI=', 'AQID'),
  },
];

const choices: readonly Subject[] = [
  { title: 'booleans in bit', type: { kind: 'boolean' }, source: plain('bit'), rows: one(fc.boolean()), texts: truth },
  { title: 'flags', type: { kind: 'boolean' }, source: flags, rows: one(fc.constantFrom('J', 'N', 'X')), texts: truth },
  {
    title: 'codes of two columns, with earlier rows that hide later ones',
    type: { kind: 'enum', values: words },
    source: codes,
    rows: fc.tuple(fc.constantFrom('O ', 'P ', 'S ', 'Z ', null), fc.constantFrom('N', 'J', 'X', 'Q', null)),
    texts: fc.constantFrom(...words),
  },
  {
    title: 'codes of one column, with a row for all others',
    type: { kind: 'enum', values: words },
    source: singleCodes,
    rows: one(fc.constantFrom('A', 'N', 'S', 'Z')),
    texts: fc.constantFrom('open', 'held', 'shipped'),
  },
  {
    title: 'words the ERP writes itself',
    type: { kind: 'enum', values: words },
    source: plain('char(10)'),
    rows: one(fc.constantFrom('open      ', 'held      ', 'other     ')),
    texts: fc.constantFrom(...words),
  },
  {
    title: 'constants',
    type: { kind: 'string' },
    source: { kind: 'constant', value: 'DK' },
    rows: fc.constant([]),
    texts: fc.constantFrom('DK', 'PL'),
  },
];

describe('a filter matches exactly the rows that show a matching value', () => {
  it.each([...numbers, ...texts, ...choices])('$title', (subject) => expectAgreement(subject));
});
