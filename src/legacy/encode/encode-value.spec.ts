// Values on their way to the ERP: what arrives reads back as what was sent, and what cannot is refused with its place.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plain } from '../../../test/support/read/agreement.js';
import { codes, digits, field, flags, local, pair, parts } from '../../../test/support/read/written-sources.js';
import type { FieldSource } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { columnsOfSource } from '../../facade/writing/written-source.js';
import { codecOf } from '../codec-of-field.js';
import type { Canonical } from '../codec.js';
import { Unfit, valueEncoder } from './encode-value.js';
import type { LegacyValue } from '../legacy-value.js';

/** Encodes a value for every column of its source, or says what is unfit first. */
function encodeAll(type: FieldType, source: FieldSource, value: Canonical): readonly LegacyValue[] | Unfit {
  const columns = columnsOfSource(source);
  const values = columns.map((each, part) =>
    valueEncoder({ field: field(type), source }, { column: each, part })(value, '/field'),
  );
  return values.find((each) => each instanceof Unfit) ?? (values as readonly LegacyValue[]);
}

/** What a server gives back of what it was sent: CHAR columns come padded. */
function stored(source: FieldSource, values: readonly LegacyValue[]): readonly LegacyValue[] {
  return columnsOfSource(source).map(({ type }, index) => {
    const value = values[index] ?? null;
    const length = /^n?char\((\d+)\)$/.exec(type)?.[1];
    const trimmed = source.kind !== 'column' || source.trim;
    return typeof value === 'string' && length !== undefined && trimmed ? value.padEnd(Number(length)) : value;
  });
}

interface Subject {
  readonly title: string;
  readonly type: FieldType;
  readonly source: FieldSource;
  readonly values: fc.Arbitrary<Canonical>;
  /** Values that must not be refused, where the others may be. */
  readonly fitting?: readonly Canonical[];
}

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.?0*Z$/, 'Z'));
const wholeInstant = instant.map((text) => text.replace(/\.\d+/, ''));
const time = fc.integer({ min: 0, max: 86_399 }).map((second) => new Date(second * 1000).toISOString().slice(11, 19));
const cents = fc.bigInt(-(10n ** 20n), 10n ** 20n).map((number) => {
  const text = (number < 0n ? -number : number).toString().padStart(3, '0');
  return `${number < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
});
const text = fc.string({ unit: fc.constantFrom('A', 'b', 'é', 'ł', '€', ' ', '😀', '\u0081', '\n'), maxLength: 8 });

const subjects: readonly Subject[] = [
  { title: 'text in char', type: { kind: 'string' }, source: plain('char(5)', true), values: text },
  { title: 'text in varchar', type: { kind: 'string' }, source: plain('varchar(5)'), values: text },
  { title: 'text in nvarchar', type: { kind: 'string' }, source: plain('nvarchar(5)'), values: text },
  {
    title: 'integers in tinyint',
    type: { kind: 'integer' },
    source: plain('tinyint'),
    values: fc.integer({ min: -9, max: 300 }),
  },
  { title: 'integers in decimal(6,0)', type: { kind: 'integer' }, source: plain('decimal(6,0)'), values: fc.integer() },
  {
    title: 'longs in bigint',
    type: { kind: 'long' },
    source: plain('bigint'),
    values: fc.bigInt(-(2n ** 64n), 2n ** 64n).map(String),
  },
  {
    title: 'decimals in a narrower column',
    type: { kind: 'decimal', precision: 28, scale: 2 },
    source: plain('decimal(9,1)'),
    values: cents,
  },
  {
    title: 'decimals in money',
    type: { kind: 'decimal', precision: 28, scale: 2 },
    source: plain('money'),
    values: cents,
  },
  { title: 'booleans in bit', type: { kind: 'boolean' }, source: plain('bit'), values: fc.boolean() },
  {
    title: 'booleans in two letters',
    type: { kind: 'boolean' },
    source: flags,
    values: fc.boolean(),
    fitting: [true, false],
  },
  { title: 'days in date', type: { kind: 'date' }, source: plain('date'), values: day },
  { title: 'days in datetime', type: { kind: 'date' }, source: plain('datetime'), values: day },
  { title: 'days in a number', type: { kind: 'date' }, source: digits('yyyymmdd', 'decimal(8,0)'), values: day },
  { title: 'days in text', type: { kind: 'date' }, source: digits('yyyymmdd', 'char(8)'), values: day },
  { title: 'times in time(0)', type: { kind: 'time' }, source: plain('time(0)'), values: time },
  { title: 'times in a number', type: { kind: 'time' }, source: digits('hhmmss', 'decimal(6,0)'), values: time },
  {
    title: 'instants in datetimeoffset(2)',
    type: { kind: 'instant' },
    source: plain('datetimeoffset(2)'),
    values: instant,
  },
  { title: 'instants in local datetime2', type: { kind: 'instant' }, source: local('datetime2(3)'), values: instant },
  { title: 'instants in two numbers', type: { kind: 'instant' }, source: pair, values: wholeInstant },
  { title: 'UUIDs in uniqueidentifier', type: { kind: 'uuid' }, source: plain('uniqueidentifier'), values: fc.uuid() },
  { title: 'UUIDs in text', type: { kind: 'uuid' }, source: plain('char(36)'), values: fc.uuid() },
  {
    title: 'bytes in varbinary',
    type: { kind: 'binary' },
    source: plain('varbinary(4)'),
    values: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  },
  {
    title: 'words of a code map',
    type: { kind: 'enum', values: ['open', 'held', 'gone'] },
    source: codes,
    values: fc.constantFrom('open', 'held', 'gone'),
  },
  {
    title: 'several columns as one text',
    type: { kind: 'string' },
    source: parts,
    values: fc
      .tuple(fc.constantFrom('A', 'AB', 'ABCD', ''), fc.constantFrom('7', '07', 'x'))
      .map((both) => both.join('~')),
    fitting: ['A~7', 'AB~7'],
  },
];

describe('what is encoded', () => {
  it.each(subjects)('reads back as it was, or is refused: $title', ({ type, source, values, fitting }) => {
    const read = codecOf({ type }, source).reader(columnsOfSource(source).map((_, index) => index));
    let sent = 0;
    const refused = new Set<Canonical>();
    const property = fc.property(values, (value) => {
      const encoded = encodeAll(type, source, value);
      if (encoded instanceof Unfit) {
        expect(encoded.pointer).toBe('/field');
        refused.add(value);
        return;
      }
      sent += 1;
      expect(read(stored(source, encoded))).toBe(value);
    });
    fc.assert(property, { seed: 20261120, numRuns: 500 });
    expect(sent).toBeGreaterThan(0);
    for (const value of fitting ?? []) expect([value, refused.has(value)]).toEqual([value, false]);
  });

  it('is sent whenever it fits', () => {
    const letters = fc.string({ unit: fc.constantFrom('A', 'é', '€', 'ß'), maxLength: 5 });
    fc.assert(
      fc.property(letters, (value) => !(encodeAll({ kind: 'string' }, plain('varchar(5)'), value) instanceof Unfit)),
      { seed: 20261120 },
    );
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        expect(encodeAll({ kind: 'integer' }, plain('int'), value)).toEqual([value]);
      }),
      { seed: 20261120 },
    );
  });
});
