import { describe, expect, it } from '@jest/globals';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { parseColumnType } from './column-type.js';
import type { Fit } from './fit.js';
import { fitValue } from './fit-value.js';

const latin = (text: string): number | undefined =>
  [...Buffer.from(text, 'utf16le')].every((byte, index) => index % 2 === 0 || byte === 0) ? text.length : undefined;

function fit(type: string, value: Exclude<LegacyValue, null>): Fit {
  const parsed = parseColumnType(type);
  if (parsed === undefined) throw new Error(type);
  return fitValue(parsed, value, latin);
}

const exact = (value: LegacyValue): Fit => ({ kind: 'exact', value });
const foreign: Fit = { kind: 'foreign' };

describe('fitting values into column types', () => {
  it.each([
    ['decimal(15,2)', '12.5', exact('12.50')],
    ['decimal(15,2)', '-0', exact('0.00')],
    ['decimal(15,2)', 7, exact('7.00')],
    ['decimal(28,8)', '12345678901234567890.12345678', exact('12345678901234567890.12345678')],
    ['int', '00700001', exact('700001')],
    ['bigint', '9223372036854775807', exact('9223372036854775807')],
    ['tinyint', 255, exact('255')],
    ['money', '922337203685477.5807', exact('922337203685477.5807')],
    ['bit', '1', exact(true)],
    ['char(3)', 'ab', exact('ab')],
    ['date', '2026-02-28', exact('2026-02-28')],
    ['datetime2(7)', '9999-12-31T23:59:59.9999999', exact('9999-12-31T23:59:59.9999999')],
    ['datetime2(0)', '2026-01-31', exact('2026-01-31T00:00:00')],
    ['datetime', '2026-01-31T12:00:00.003', exact('2026-01-31T12:00:00.003')],
    ['datetimeoffset(3)', '2026-01-31T12:00:00.5Z', exact('2026-01-31T12:00:00.5Z')],
    ['time(7)', '00:00:00.0000001', exact('00:00:00.0000001')],
  ])('keeps a value of %s that the column can hold: %s', (type, value, expected) => {
    expect(fit(type, value)).toEqual(expected);
  });

  it.each([
    ['int', 'abc'],
    ['int', ' 7'],
    ['int', '1e3'],
    ['varchar(3)', 'abcd'],
    ['varchar(9)', 'Łódź'],
    ['nvarchar(9)', '\ud800'],
    ['date', '2026-02-30'],
    ['date', '12:00:00'],
    ['datetimeoffset(7)', '2026-01-31T12:00:00'],
    ['time(7)', '25:00:00'],
    ['uniqueidentifier', 'no'],
    ['bit', 'J'],
    ['float', 'NaN'],
  ])('calls a value foreign to %s that no row can equal: %j', (type, value) => {
    expect(fit(type, value)).toEqual(foreign);
  });

  it.each([
    ['decimal(5,2)', '1.005', { kind: 'between', below: '1.00', above: '1.01' }],
    ['decimal(5,2)', '-1.005', { kind: 'between', below: '-1.01', above: '-1.00' }],
    ['decimal(5,2)', '1000', { kind: 'between', below: '999.99' }],
    ['decimal(5,2)', '-1000', { kind: 'between', above: '-999.99' }],
    ['int', '2147483648', { kind: 'between', below: '2147483647' }],
    ['tinyint', '-1', { kind: 'between', above: '0' }],
    ['date', '2026-01-31T12:00:00', { kind: 'between', below: '2026-01-31', above: '2026-02-01' }],
    [
      'datetime2(0)',
      '2026-01-31T23:59:59.5',
      { kind: 'between', below: '2026-01-31T23:59:59', above: '2026-02-01T00:00:00' },
    ],
    [
      'datetime',
      '2026-01-31T12:00:00.005',
      { kind: 'between', below: '2026-01-31T12:00:00.003', above: '2026-01-31T12:00:00.007' },
    ],
    ['datetime', '1700-01-01', { kind: 'between', above: '1753-01-01T00:00:00' }],
    ['smalldatetime', '2079-06-07', { kind: 'between', below: '2079-06-06T23:59:00' }],
  ] as const)('gives the neighbours in %s of a value between two: %s', (type, value, expected) => {
    expect(fit(type, value)).toEqual(expected);
  });

  it('fits every millisecond a datetime is shown with, and nothing between', () => {
    const shown = new Set(Array.from({ length: 300 }, (_, count) => Math.round((count * 10) / 3)));
    for (let ms = 0; ms < 1000; ms++) {
      const text = `2026-01-31T12:00:00.${String(ms).padStart(3, '0')}`;
      expect([ms, fit('datetime', text).kind]).toEqual([ms, shown.has(ms) ? 'exact' : 'between']);
    }
  });

  it('drops blanks at the end that do not fit, because the server ignores them', () => {
    expect(fit('char(3)', 'ab      ')).toEqual(exact('ab '));
  });
});
