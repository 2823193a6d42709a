// Filters and orders: only those the ERP answers as they were asked.
import { describe, expect, it } from '@jest/globals';
import type { FieldSource } from '../binding.js';
import type { Field, FieldType } from '../contract.js';
import { answerableOperators } from './answerable-operators.js';
import { sortFault } from './sort-fault.js';

const field = (kind: FieldType['kind'], nullable = false): Field =>
  ({ name: 'x', type: { kind }, nullable, sensitive: false }) as Field;
const column = (type: string): FieldSource => ({
  kind: 'column',
  column: { name: 'X', type, nullable: true },
  trim: false,
  format: { kind: 'plain' },
});
const codes: FieldSource = { kind: 'codes', columns: [], rows: [] };
const parts: FieldSource = { kind: 'parts', columns: [], separator: '~', trim: false };
const constant: FieldSource = { kind: 'constant', value: 1 };
const both = column('datetime');
const pair: FieldSource = {
  kind: 'dateAndTime',
  date: { name: 'D', type: 'date', nullable: true },
  time: { name: 'T', type: 'time', nullable: true },
  timezone: 'UTC',
  none: [],
};

describe('the operators a field can have', () => {
  it.each<[string, Field, FieldSource, string]>([
    ['text', field('string'), column('char(5)'), 'eq ne in contains startsWith'],
    ['a number that may be null', field('integer', true), column('int'), 'eq ne in gt gte lt lte isNull'],
    ['a day with a time of day behind it', field('date'), both, 'gte lt'],
    ['a day', field('date'), column('date'), 'eq ne in gt gte lt lte'],
    ['an instant in two columns', field('instant'), pair, 'eq ne in gt gte lt lte'],
    ['codes', field('enum', true), codes, 'eq ne in'],
    ['a composite', field('string'), parts, 'eq in'],
    ['a constant', field('integer'), constant, ''],
    ['bytes', field('binary'), column('binary(8)'), ''],
    ['a boolean', field('boolean'), column('bit'), 'eq ne in'],
  ])('for %s are those the ERP answers as asked', (_, asked, source, operators) => {
    expect(answerableOperators(asked, source).join(' ')).toBe(operators);
  });
});

describe('sorting', () => {
  it('is possible by columns whose order is that of the values', () => {
    const sources = [column('char(5)'), pair, parts];
    expect(sources.map((source) => sortFault(field('string'), source))).toEqual([undefined, undefined, undefined]);
  });

  it('is refused by codes, constants, flags, bytes and texts without bound', () => {
    const flags = { ...column('char(1)'), format: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' } } as FieldSource;
    for (const source of [codes, constant, flags, column('nvarchar(max)')]) {
      expect(sortFault(field('string'), source)).toEqual(expect.any(String));
    }
    expect(sortFault(field('binary'), column('binary(8)'))).toEqual(expect.any(String));
  });
});
