// What the codecs of time make of legacy values, at both daylight-saving changes of several zones: one row per case.
import { describe, expect, it } from '@jest/globals';
import { column, plain } from '../../../test/support/read/agreement.js';
import type { ColumnFormat, FieldSource } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { codecOf } from '../codec-of-field.js';
import { Misfit } from '../codec.js';
import type { Canonical } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';

const MISFIT = 'misfit';
const date: FieldType = { kind: 'date' };
const time: FieldType = { kind: 'time' };
const instant: FieldType = { kind: 'instant' };
const formatted = (type: string, format: ColumnFormat): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim: false,
  format,
});
const yyyymmdd = (type: string): FieldSource =>
  formatted(type, { kind: 'yyyymmdd', none: [type.startsWith('char') ? '' : '0'] });
const local = (timezone: string): FieldSource => formatted('datetime2(7)', { kind: 'local', timezone });

function decode(type: FieldType, source: FieldSource, ...row: readonly LegacyValue[]): Canonical {
  const codec = codecOf({ type }, source);
  const value = codec.reader(codec.columns.map((_, index) => index))(row);
  return value instanceof Misfit ? MISFIT : value;
}

describe('days and times of day', () => {
  it.each<[string, FieldType, FieldSource, LegacyValue, Canonical]>([
    ['date', date, plain('date'), '2026-01-31', '2026-01-31'],
    ['the day of a datetime', date, plain('datetime'), '2026-01-31T23:59:59.997', '2026-01-31'],
    ['20260131 as exact text', date, yyyymmdd('decimal(8,0)'), '20260131', '2026-01-31'],
    ['20260131 as a number', date, yyyymmdd('int'), 20_260_131, '2026-01-31'],
    ['20260131 as padded text', date, yyyymmdd('char(10)'), '20260131  ', '2026-01-31'],
    ['zero means no date', date, yyyymmdd('int'), 0, null],
    ['blanks mean no date', date, yyyymmdd('char(8)'), '        ', null],
    ['31 February is a misfit', date, yyyymmdd('int'), 20_260_231, MISFIT],
    ['29 February 2024 is a day', date, yyyymmdd('int'), 20_240_229, '2024-02-29'],
    ['29 February 1900 is a misfit', date, yyyymmdd('int'), 19_000_229, MISFIT],
    ['month 13 is a misfit', date, yyyymmdd('int'), 20_261_301, MISFIT],
    ['the year 26 is not 1926', date, yyyymmdd('int'), 260_131, '0026-01-31'],
    ['letters are a misfit', date, yyyymmdd('char(8)'), '2026013X', MISFIT],
    ['time', time, plain('time(7)'), '23:59:59.1234567', '23:59:59.1234567'],
    ['235959', time, formatted('int', { kind: 'hhmmss' }), 235_959, '23:59:59'],
    ['a number without its leading zeros', time, formatted('decimal(6,0)', { kind: 'hhmmss' }), '5', '00:00:05'],
    ['24:00:00 is a misfit', time, formatted('int', { kind: 'hhmmss' }), 240_000, MISFIT],
    ['a sixtieth second is a misfit', time, formatted('int', { kind: 'hhmmss' }), 60, MISFIT],
    [
      'datetimeoffset',
      instant,
      plain('datetimeoffset(7)'),
      '2026-01-31T12:00:00.1234567Z',
      '2026-01-31T12:00:00.1234567Z',
    ],
  ])('%s', (_title, ...[type, source, value, expected]) => {
    expect(decode(type, source, value)).toBe(expected);
  });

  it('joins a date and a time column, and says null where there is no date', () => {
    const source = {
      kind: 'dateAndTime',
      date: column('D', 'decimal(8,0)'),
      time: column('T', 'decimal(6,0)'),
      timezone: 'Europe/Copenhagen',
      none: ['0'],
    } as const;
    expect(decode(instant, source, '20260115', '93005')).toBe('2026-01-15T08:30:05Z');
    expect(decode(instant, source, '0', '0')).toBeNull();
    expect(decode(instant, source, '20260231', '93005')).toBe(MISFIT);
    expect(decode(instant, source, '20260115', '996000')).toBe(MISFIT);
    expect(decode(instant, source, '20260115', null)).toBe(MISFIT);
  });
});

/** Skipped times are read with the offset before the change, repeated ones as the first of the two. */
const CHANGES: readonly [zone: string, what: string, civil: string, instant: string][] = [
  ['Europe/Copenhagen', 'before spring', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
  ['Europe/Copenhagen', 'skipped', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
  ['Europe/Copenhagen', 'after spring', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
  ['Europe/Copenhagen', 'before autumn', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z'],
  ['Europe/Copenhagen', 'repeated', '2026-10-25T02:30:00.1234567', '2026-10-25T00:30:00.1234567Z'],
  ['Europe/Copenhagen', 'after autumn', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
  ['America/New_York', 'before spring', '2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
  ['America/New_York', 'skipped', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
  ['America/New_York', 'after spring', '2026-03-08T03:00:00', '2026-03-08T07:00:00Z'],
  ['America/New_York', 'repeated', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
  ['America/New_York', 'after autumn', '2026-11-01T02:00:00', '2026-11-01T07:00:00Z'],
  ['Australia/Lord_Howe', 'before spring, half an hour', '2026-10-04T01:59:59', '2026-10-03T15:29:59Z'],
  ['Australia/Lord_Howe', 'skipped', '2026-10-04T02:15:00', '2026-10-03T15:45:00Z'],
  ['Australia/Lord_Howe', 'after spring', '2026-10-04T02:30:00', '2026-10-03T15:30:00Z'],
  ['Australia/Lord_Howe', 'repeated', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z'],
  ['Australia/Lord_Howe', 'after autumn', '2026-04-05T02:00:00', '2026-04-04T15:30:00Z'],
  ['Pacific/Apia', 'a whole day was skipped', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
];

describe('civil time at the changes', () => {
  it.each(CHANGES)('%s, %s: %s is %s', (zone, _what, civil, expected) => {
    expect(decode(instant, local(zone), civil)).toBe(expected);
  });

  it.each<[string, string, unknown]>([
    ['an instant of the second pass equals no row', '2026-10-25T01:30:00Z', [{ kind: 'anyOf', groups: [] }]],
    [
      'an instant of the first pass equals its civil time',
      '2026-10-25T00:30:00Z',
      [expect.objectContaining({ value: '2026-10-25T02:30:00' })],
    ],
    [
      'an instant after spring equals two civil times',
      '2026-03-29T01:30:00Z',
      [
        {
          kind: 'anyOf',
          groups: [
            [expect.objectContaining({ value: '2026-03-29T02:30:00' })],
            [expect.objectContaining({ value: '2026-03-29T03:30:00' })],
          ],
        },
      ],
    ],
    [
      'an offset is converted',
      '2026-07-01T00:00:00-05:00',
      [expect.objectContaining({ value: '2026-07-01T07:00:00' })],
    ],
  ])('%s', (_title, text, expected) => {
    expect(codecOf({ type: instant }, local('Europe/Copenhagen')).filter('eq', [text])).toEqual(expected);
  });

  it('is a misfit beyond the year 9999', () => {
    expect(decode(instant, local('America/New_York'), '9999-12-31T23:00:00')).toBe(MISFIT);
  });
});
