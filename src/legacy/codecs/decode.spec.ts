// What each kind of codec makes of a legacy value, and of a filter: one row per case.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { column, plain } from '../../../test/support/read/agreement.js';
import type { FieldSource } from '../../facade/binding.js';
import type { FieldType, FilterOperator } from '../../facade/contract.js';
import { codecOf } from '../codec-of-field.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { Canonical } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';

const text: FieldType = { kind: 'string', maxLength: 5 };
const decimal: FieldType = { kind: 'decimal', precision: 15, scale: 2 };
const flags = (type: string): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim: false,
  format: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' },
});
const MISFIT = 'misfit';

function decode(type: FieldType, source: FieldSource, ...row: readonly LegacyValue[]): Canonical {
  const codec = codecOf({ type }, source);
  const value = codec.reader(codec.columns.map((_, index) => index))(row);
  return value instanceof Misfit ? MISFIT : value;
}

describe('a legacy value becomes a canonical one, or a misfit', () => {
  it.each<[string, FieldType, FieldSource, LegacyValue, Canonical]>([
    ['NULL is null', text, plain('char(5)'), null, null],
    ['padding is cut when asked', text, plain('char(5)', true), 'AB   ', 'AB'],
    ['padding is kept otherwise', text, plain('char(5)'), 'AB   ', 'AB   '],
    ['leading blanks stay', text, plain('char(5)', true), '  AB ', '  AB'],
    ['maxLength counts code points', text, plain('nvarchar(10)'), '😀😀😀😀😀', '😀😀😀😀😀'],
    ['too long is a misfit', text, plain('varchar(10)'), 'ABCDEF', MISFIT],
    ['a broken pattern is a misfit', { kind: 'string', pattern: '^[A-Z]{3}$' }, plain('char(3)'), 'dkk', MISFIT],
    ['the replacement character is a misfit', text, plain('varchar(5)'), 'A\ufffd', MISFIT],
    ['a C1 control character is a misfit', text, plain('varchar(5)'), 'A\u0081', MISFIT],
    ['a NUL is a misfit', text, plain('varchar(5)'), 'A\0', MISFIT],
    ['half a surrogate pair is a misfit', text, plain('nvarchar(5)'), 'A\ud83d', MISFIT],
    ['Danish and Polish letters pass', text, plain('nvarchar(5)'), 'Łøæ', 'Łøæ'],
    ['a number shown as text', text, plain('int'), 42, '42'],
    ['int', { kind: 'integer' }, plain('int'), -7, -7],
    ['an integer in decimal(8,0)', { kind: 'integer' }, plain('decimal(8,0)'), '12', 12],
    ['an integer in text', { kind: 'integer' }, plain('char(4)'), '0012', 12],
    ['an integer out of its bounds is a misfit', { kind: 'integer', maximum: 4 }, plain('smallint'), 5, MISFIT],
    ['a fraction is no integer', { kind: 'integer' }, plain('decimal(8,2)'), '1.50', MISFIT],
    ['a float that is whole is an integer', { kind: 'integer' }, plain('float'), 3, 3],
    ['more than a double holds is no integer', { kind: 'integer' }, plain('bigint'), '9007199254740993', MISFIT],
    ['bigint', { kind: 'long' }, plain('bigint'), '9223372036854775807', '9223372036854775807'],
    ['beyond 64 bits is a misfit', { kind: 'long' }, plain('decimal(20,0)'), '9223372036854775808', MISFIT],
    ['decimals keep their scale', decimal, plain('decimal(15,2)'), '1234567890123.4', '1234567890123.40'],
    ['money has four digits, of which two may be zero', decimal, plain('money'), '12.3400', '12.34'],
    ['nothing is rounded', decimal, plain('money'), '12.3456', MISFIT],
    ['too many whole digits are a misfit', decimal, plain('decimal(18,2)'), '12345678901234.00', MISFIT],
    ['minus zero is zero', decimal, plain('decimal(15,2)'), '-0.00', '0.00'],
    ['a float that needs an exponent is a misfit', decimal, plain('float'), 1e-7, MISFIT],
    ['bit', { kind: 'boolean' }, plain('bit'), true, true],
    ['one and zero', { kind: 'boolean' }, plain('tinyint'), 0, false],
    ['two is neither', { kind: 'boolean' }, plain('tinyint'), 2, MISFIT],
    ['J and N', { kind: 'boolean' }, flags('char(2)'), 'J ', true],
    ['an unknown flag is a misfit', { kind: 'boolean' }, flags('char(1)'), 'Y', MISFIT],
    ['an empty flag is a misfit', { kind: 'boolean' }, flags('char(1)'), ' ', MISFIT],
    [
      'UUIDs are lower case',
      { kind: 'uuid' },
      plain('uniqueidentifier'),
      '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
      '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    ],
    ['binary is base64', { kind: 'binary' }, plain('varbinary(4)'), Uint8Array.of(255, 0), '/wA='],
    [
      'binary beyond its bound is a misfit',
      { kind: 'binary', maxBytes: 1 },
      plain('varbinary(4)'),
      Uint8Array.of(1, 2),
      MISFIT,
    ],
  ])('%s', (_title, ...[type, source, value, expected]) => {
    expect(decode(type, source, value)).toBe(expected);
  });

  it('joins the parts of a key, and refuses a part that holds the separator', () => {
    const source = {
      kind: 'parts',
      columns: [column('A', 'char(3)'), column('B', 'int')],
      separator: '~',
      trim: true,
    } as const;
    expect(decode({ kind: 'string' }, source, '01 ', 7)).toBe('01~7');
    expect(decode({ kind: 'string' }, source, 'a~b', 7)).toBe(MISFIT);
    expect(decode({ kind: 'string' }, source, '01 ', null)).toBe(MISFIT);
    expect(decode({ kind: 'string' }, source, null, null)).toBeNull();
  });

  it('keeps every digit of decimals, money and bigint, whatever they are', () => {
    const exact = fc.tuple(fc.bigInt(-(10n ** 27n), 10n ** 27n), fc.nat(8));
    const property = fc.property(exact, ([size, scale]) => {
      const digits = (size < 0n ? -size : size).toString().padStart(scale + 1, '0');
      const point = digits.length - scale;
      const value = `${size < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : '.'}${digits.slice(point)}`;
      const shown = decode({ kind: 'decimal', precision: 38, scale }, plain(`decimal(38,${scale})`), value);
      expect(BigInt(String(shown).replace('.', ''))).toBe(size);
    });
    fc.assert(property, { seed: 20261120, numRuns: 1_000 });
  });
});

describe('a filter is said in the values its column holds', () => {
  it.each<[string, FieldType, FieldSource, FilterOperator, readonly string[], unknown]>([
    ['numbers to int', { kind: 'integer' }, plain('int'), 'gte', ['7'], { comparison: 'gte', value: 7 }],
    ['exact text to decimal', decimal, plain('decimal(15,2)'), 'eq', ['100'], { comparison: 'eq', value: '100.00' }],
    [
      'a finer limit moves to the next value below',
      decimal,
      plain('decimal(15,0)'),
      'gte',
      ['1.5'],
      { comparison: 'gt', value: '1' },
    ],
    ['below zero too', decimal, plain('decimal(15,0)'), 'lt', ['-1.5'], { comparison: 'lte', value: '-2' }],
    [
      'beyond the column: nothing equals it',
      { kind: 'integer' },
      plain('tinyint'),
      'eq',
      ['300'],
      { kind: 'anyOf', groups: [] },
    ],
    [
      'beyond the column: everything is below it',
      { kind: 'integer' },
      plain('tinyint'),
      'lt',
      ['300'],
      { kind: 'isNull', negated: true },
    ],
    [
      'text too long for the column equals nothing',
      text,
      plain('char(2)', true),
      'eq',
      ['ABC'],
      { kind: 'anyOf', groups: [] },
    ],
    [
      'codes of one column are one list',
      { kind: 'boolean' },
      flags('char(1)'),
      'in',
      ['true', 'false'],
      { kind: 'in', values: ['J', 'N'] },
    ],
  ])('%s', (_title, ...[type, source, operator, values, expected]) => {
    expect(codecOf({ type }, source).filter(operator, values)).toEqual([expect.objectContaining(expected as object)]);
  });
});

describe('a binding that cannot be served is refused with a sentence', () => {
  it.each<[FieldType, FieldSource, RegExp]>([
    [{ kind: 'date' }, plain('int'), /does not hold dates/],
    [{ kind: 'instant' }, plain('datetime2(7)'), /has no offset; say its timezone/],
    [{ kind: 'boolean' }, plain('char(1)'), /needs the codes/],
    [{ kind: 'decimal', precision: 5, scale: 2 }, plain('bit'), /does not hold numbers/],
    [{ kind: 'string' }, plain('geography'), /not supported/],
    [{ kind: 'integer' }, flags('char(1)'), /cannot be bound by flags/],
    [{ kind: 'boolean' }, flags('int'), /"J" is no number/],
    [
      { kind: 'instant' },
      {
        kind: 'column',
        column: column('C', 'datetime'),
        trim: false,
        format: { kind: 'local', timezone: 'Mars/Base' },
      },
      /not a known time zone/,
    ],
  ])('%o', (type, source, sentence) => {
    expect(() => codecOf({ type }, source)).toThrow(UnusableBinding);
    expect(() => codecOf({ type }, source)).toThrow(sentence);
  });
});
