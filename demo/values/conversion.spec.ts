import { describe, expect, it } from '@jest/globals';
import { convert } from './conversion.js';
import { toSortable } from './exact-decimal.js';
import { SqlError } from './sql-error.js';
import type { SqlValue } from './sql-value.js';
import { parseType } from './sql-type.js';

const as = (value: SqlValue, from: string, to: string, style?: number): SqlValue =>
  convert(value, { from: parseType(from), to: parseType(to), style });

function errorOf(value: SqlValue, from: string, to: string): number {
  try {
    as(value, from, to);
  } catch (error) {
    if (error instanceof SqlError) return error.number;
  }
  return 0;
}

describe('a conversion', () => {
  it.each<[SqlValue, string, { type: string; style?: number }, SqlValue]>([
    [null, 'int', { type: 'varchar(10)' }, null],
    [12.5, 'decimal(15,2)', { type: 'varchar(40)' }, '12.50'],
    [toSortable('922337203685477.5807'), 'money', { type: 'varchar(40)' }, '922337203685477.58'],
    [toSortable('1234567.891'), 'money', { type: 'varchar(40)', style: 1 }, '1,234,567.89'],
    [toSortable('1234567.891'), 'money', { type: 'varchar(40)', style: 2 }, '1234567.8910'],
    [1234567, 'float', { type: 'varchar(40)' }, '1.23457e+006'],
    [0.1, 'float', { type: 'varchar(40)' }, '0.1'],
    [0.1, 'float', { type: 'varchar(40)', style: 3 }, '1.0000000000000001e-001'],
    ['2026-01-31 10:20:30', 'datetime', { type: 'varchar(40)' }, 'Jan 31 2026 10:20AM'],
    ['2026-01-31 10:20:30', 'datetime2(3)', { type: 'varchar(40)' }, '2026-01-31 10:20:30.000'],
    ['2026-01-31 10:20:30', 'datetime', { type: 'varchar(40)', style: 126 }, '2026-01-31T10:20:30'],
    ['20260131', 'varchar(8)', { type: 'date' }, '2026-01-31'],
    ['2026-01-31T23:59:59.999', 'varchar(40)', { type: 'datetime' }, '2026-02-01'],
    ['2026-01-31 10:00 +02:00', 'varchar(40)', { type: 'datetimeoffset(7)' }, '2026-01-31 08:00:00 +02:00'],
    ['2026-01-31 08:00:00 +02:00', 'datetimeoffset(7)', { type: 'datetime2(7)' }, '2026-01-31 10:00:00'],
    ['AB', 'char(4)', { type: 'varchar(10)' }, 'AB  '],
    ['AB  ', 'varchar(10)', { type: 'char(4)' }, 'AB'],
    [' 42 ', 'varchar(10)', { type: 'int' }, 42],
    [1.9, 'float', { type: 'int' }, 1],
    ['9223372036854775807', 'varchar(20)', { type: 'bigint' }, 9223372036854775807n],
    ['1.239', 'varchar(10)', { type: 'decimal(15,2)' }, 1.24],
    ['TRUE', 'varchar(5)', { type: 'bit' }, 1],
    [Buffer.from([0, 0, 0, 0, 0, 0, 7, 0xd1]), 'rowversion', { type: 'bigint' }, 2001],
    [Buffer.from([1, 0xab]), 'varbinary(8)', { type: 'varchar(10)', style: 1 }, '0x01AB'],
    [
      '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      'varchar(36)',
      { type: 'uniqueidentifier' },
      '6F9619FF-8B86-D011-B42D-00C04FC964FF',
    ],
  ])('of %p from %s to %p gives %p', (value, from, { type, style }, expected) => {
    expect(as(value, from, type, style)).toEqual(expected);
  });

  it.each<[SqlValue, string, string, number]>([
    ['abc', 'varchar(3)', 'int', 245],
    ['1.5', 'varchar(3)', 'int', 245],
    [3_000_000_000, 'bigint', 'int', 8115],
    ['abc', 'varchar(3)', 'decimal(5,2)', 8114],
    [1000, 'int', 'decimal(5,2)', 8115],
    ['20260231', 'varchar(8)', 'date', 241],
    ['24:00', 'varchar(8)', 'time(0)', 241],
    ['x', 'varchar(8)', 'uniqueidentifier', 8169],
    ['2026-01-31', 'date', 'int', 206],
    [123456, 'int', 'varchar(3)', 8115],
  ])('of %p from %s to %s is error %p', (value, from, to, number) => {
    expect(errorOf(value, from, to)).toBe(number);
  });
});
