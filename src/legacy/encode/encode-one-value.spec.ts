// One value at a time: how each goes to the ERP, and the sentence for each that cannot.
import { describe, expect, it } from '@jest/globals';
import { column, plain } from '../../../test/support/read/agreement.js';
import { codes, digits, field, local, pair } from '../../../test/support/read/written-sources.js';
import type { FieldSource } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import type { Canonical } from '../codec.js';
import { Unfit, valueEncoder } from './encode-value.js';
import type { EncodingTarget } from './encode-value.js';
import type { LegacyValue } from '../legacy-value.js';

type Sent = readonly [string, FieldType, FieldSource | undefined, EncodingTarget, Canonical | undefined, LegacyValue];
type Refused = readonly [string, FieldType, FieldSource | undefined, EncodingTarget, Canonical, string];

interface Given {
  readonly type: FieldType;
  readonly source: FieldSource | undefined;
  readonly target: EncodingTarget;
  readonly value: Canonical | undefined;
}

const encode = ({ type, source, target, value }: Given) => {
  const encoded = valueEncoder({ field: field(type), source }, target)(value, '/lines/0/field');
  return encoded instanceof Unfit ? `${encoded.pointer}: ${encoded.detail}` : encoded;
};
const to = (type: string, more: Partial<EncodingTarget> = {}): EncodingTarget => ({
  column: column('P', type),
  ...more,
});
const string = { kind: 'string' } as const;
const decimal = { kind: 'decimal', precision: 9, scale: 2 } as const;

describe('one value', () => {
  it.each<Sent>([
    [
      'goes as its binding reads it',
      { kind: 'date' },
      digits('yyyymmdd', 'decimal(8,0)'),
      to('decimal(8,0)'),
      '2026-01-31',
      '20260131',
    ],
    [
      'goes by the type of the parameter where that has one',
      { kind: 'date' },
      digits('yyyymmdd', 'decimal(8,0)'),
      to('date'),
      '2026-01-31',
      '2026-01-31',
    ],
    [
      'that is left out is NULL',
      { kind: 'date' },
      digits('yyyymmdd', 'decimal(8,0)'),
      to('decimal(8,0)'),
      undefined,
      null,
    ],
    [
      'that is null is what the ERP writes for it',
      { kind: 'date' },
      digits('yyyymmdd', 'decimal(8,0)'),
      to('decimal(8,0)'),
      null,
      '0',
    ],
    [
      'that is null is NULL where the ERP has no word for it',
      string,
      plain('varchar(9)'),
      to('varchar(9)'),
      null,
      null,
    ],
    ['keeps its blanks, and gets none', string, plain('char(9)'), to('char(9)'), ' A ', ' A '],
    [
      'of several codes is the one to write',
      { kind: 'enum', values: ['open'] },
      codes,
      to('char(2)', { part: 0 }),
      'open',
      'O',
    ],
    ['of codes may be NULL', { kind: 'enum', values: ['gone'] }, codes, to('char(2)', { part: 0 }), 'gone', null],
    [
      'of a code map goes part by part',
      { kind: 'enum', values: ['held'] },
      codes,
      to('char(1)', { part: 1 }),
      'held',
      'J',
    ],
    ['of no binding goes as it is', { kind: 'enum', values: ['A1'] }, undefined, to('char(2)'), 'A1', 'A1'],
    [
      'of a zone is local',
      { kind: 'instant' },
      local('datetime2(7)'),
      to('datetime2(0)'),
      '2026-07-01T10:00:00Z',
      '2026-07-01T12:00:00',
    ],
    [
      'of a zone may have an offset',
      { kind: 'instant' },
      local('datetime2(7)'),
      to('datetime2(0)'),
      '2026-07-01T05:00:00-05:00',
      '2026-07-01T12:00:00',
    ],
    [
      'of a zone needs none where the parameter has offsets',
      { kind: 'instant' },
      pair,
      to('datetimeoffset(0)'),
      '2026-07-01T10:00:00Z',
      '2026-07-01T10:00:00Z',
    ],
    [
      'after the clocks went forward is one they showed',
      { kind: 'instant' },
      local('datetime2(7)'),
      to('datetime2(0)'),
      '2026-03-29T01:30:00Z',
      '2026-03-29T03:30:00',
    ],
    [
      'of the first pass of an hour shown twice is that hour',
      { kind: 'instant' },
      local('datetime2(7)'),
      to('datetime2(0)'),
      '2026-10-25T00:30:00Z',
      '2026-10-25T02:30:00',
    ],
    ['with fewer digits is the same number', decimal, plain('decimal(9,2)'), to('decimal(11,3)'), '2.5', '2.500'],
    [
      'larger than any double is exact',
      { kind: 'decimal', precision: 28, scale: 8 },
      plain('decimal(28,8)'),
      to('decimal(28,8)'),
      '12345678901234567890.12345678',
      '12345678901234567890.12345678',
    ],
    [
      'of another code page',
      string,
      plain('varchar(9)'),
      to('varchar(9)', { codePage: 'windows-1250' }),
      'łódź',
      'łódź',
    ],
    ['of any script where the column is Unicode', string, plain('nvarchar(4)'), to('nvarchar(4)'), '😀ł', '😀ł'],
  ])('%s', (...[, type, source, target, value, expected]: Sent) => {
    expect(encode({ type, source, target, value })).toBe(expected);
  });

  it.each<Refused>([
    [
      'too long',
      string,
      plain('varchar(9)'),
      to('varchar(3)'),
      'ABCD',
      'is too long for the ERP, which has room for 3 characters.',
    ],
    [
      'too long in bytes',
      string,
      plain('varchar(9)'),
      to('varchar(3)', { codePage: 'utf-8' }),
      'éé',
      'is too long for the ERP, which has room for 3 characters.',
    ],
    [
      'too long in UTF-16',
      string,
      plain('nvarchar(9)'),
      to('nvarchar(3)'),
      '😀😀',
      'is too long for the ERP, which has room for 3 characters.',
    ],
    [
      'outside the code page',
      string,
      plain('varchar(9)'),
      to('varchar(9)'),
      'kołek',
      'holds a character that the ERP cannot store: "ł" (U+0142).',
    ],
    [
      'half a character',
      string,
      plain('nvarchar(9)'),
      to('nvarchar(9)'),
      '\ud800',
      'holds characters, or blanks at its end, that the ERP does not keep.',
    ],
    [
      'with blanks that are cut',
      string,
      plain('char(9)', true),
      to('char(9)'),
      'A ',
      'holds characters, or blanks at its end, that the ERP does not keep.',
    ],
    [
      'finer than the column',
      decimal,
      plain('decimal(9,2)'),
      to('decimal(9,1)'),
      '1.25',
      'has more digits than the ERP keeps: 8 before and 1 behind the point.',
    ],
    [
      'larger than the column',
      { kind: 'integer' },
      plain('int'),
      to('smallint'),
      40_000,
      'is a number that the ERP cannot hold.',
    ],
    [
      'before the first day',
      { kind: 'date' },
      plain('date'),
      to('datetime'),
      '1700-01-01',
      'must be a date from 1753-01-01 to 9999-12-31.',
    ],
    [
      'of the second pass of an hour',
      { kind: 'instant' },
      local('datetime2(7)'),
      to('datetime2(0)'),
      '2026-10-25T01:30:00Z',
      'is a time that the ERP cannot hold: finer than it keeps, or in an hour that its clock shows twice.',
    ],
    [
      'that no code stands for',
      { kind: 'enum', values: ['shipped'] },
      codes,
      to('char(1)', { part: 1 }),
      'shipped',
      'is a value that the ERP has no code for.',
    ],
    [
      'of too many bytes',
      { kind: 'binary' },
      plain('varbinary(4)'),
      to('varbinary(2)'),
      'AQID',
      'is too long for the ERP, which has room for 2 bytes.',
    ],
  ])('is refused with its place when it is %s', (...[, type, source, target, value, detail]: Refused) => {
    expect(encode({ type, source, target, value })).toBe(`/lines/0/field: ${detail}`);
  });
});
