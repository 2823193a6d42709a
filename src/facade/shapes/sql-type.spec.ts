// Column types: what each declaration can hold.
import { describe, expect, it } from '@jest/globals';
import { isUnbounded, parseSqlType } from './sql-type.js';

describe('a column type', () => {
  it.each([
    ['char(12)', { kind: 'text', length: 12 }],
    ['NVARCHAR(MAX)', { kind: 'text' }],
    ['char', { kind: 'text', length: 1 }],
    ['smallint', { kind: 'integer', digits: 5 }],
    ['bigint', { kind: 'bigint' }],
    ['decimal(15,2)', { kind: 'decimal', precision: 15, scale: 2 }],
    ['numeric(8)', { kind: 'decimal', precision: 8, scale: 0 }],
    ['decimal', { kind: 'decimal', precision: 18, scale: 0 }],
    ['money', { kind: 'decimal', precision: 19, scale: 4 }],
    ['datetime2(7)', { kind: 'datetime' }],
    ['datetimeoffset(3)', { kind: 'datetimeoffset' }],
    ['timestamp', { kind: 'rowversion' }],
    ['varbinary(256)', { kind: 'binary', length: 256 }],
    ['', { kind: 'unknown' }],
  ])('%s is taken apart', (declared, expected) => {
    expect(parseSqlType(declared)).toEqual(expected);
  });

  it.each(['float', 'geography', 'constructor', 'decimal(15,2', 'xml(x)'])(
    '%s is unreadable, with advice',
    (declared) => {
      expect(parseSqlType(declared)).toMatchObject({ kind: 'unreadable', advice: expect.any(String) });
    },
  );

  it('of (max) has no bound', () => {
    expect(isUnbounded(parseSqlType('varchar(max)'))).toBe(true);
    expect(isUnbounded(parseSqlType('varchar(40)'))).toBe(false);
  });
});
