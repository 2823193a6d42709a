// Bindings of every kind, for tests of what is written through them.
import type { FieldSource } from '../../../src/facade/binding.js';
import type { Field, FieldType } from '../../../src/facade/contract.js';
import { column } from './agreement.js';

export const field = (type: FieldType): Field => ({ name: 'field', type, nullable: true, sensitive: false });
const copenhagen = 'Europe/Copenhagen';
export const digits = (format: 'yyyymmdd' | 'hhmmss', type: string): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim: false,
  format: format === 'yyyymmdd' ? { kind: format, none: ['0'] } : { kind: format },
});
export const local = (type: string): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim: false,
  format: { kind: 'local', timezone: copenhagen },
});
export const pair: FieldSource = {
  kind: 'dateAndTime',
  date: column('D', 'decimal(8,0)'),
  time: column('T', 'decimal(6,0)'),
  timezone: copenhagen,
  none: ['0'],
};
export const codes: FieldSource = {
  kind: 'codes',
  columns: [column('A', 'char(2)'), column('B', 'char(1)')],
  rows: [
    { when: ['O', 'N'], value: 'open', write: true },
    { when: ['N', 'N'], value: 'open', write: false },
    { when: ['O', 'J'], value: 'held', write: false },
    { when: [null, 'X'], value: 'gone', write: true },
    { when: ['S', '*'], value: 'shipped', write: false },
  ],
};
export const flags: FieldSource = {
  kind: 'column',
  column: column('C', 'char(1)'),
  trim: false,
  format: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' },
};
export const parts: FieldSource = {
  kind: 'parts',
  columns: [column('A', 'char(3)'), column('B', 'int')],
  separator: '~',
  trim: true,
};
