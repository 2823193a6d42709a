// Writes a ColumnType back as SQL Server declares it. Used for parameters, conversions and explanations.
import { byKind, type ByKind } from './by-kind.js';
import type { ColumnType } from './column-type.js';

const TEXTS: ByKind<[], string> = {
  text: ({ wide, fixed, length }) => `${wide ? 'n' : ''}${fixed ? 'char' : 'varchar'}(${length})`,
  integer: ({ name }) => name,
  decimal: ({ precision, scale }) => `decimal(${precision},${scale})`,
  money: ({ small }) => (small ? 'smallmoney' : 'money'),
  float: ({ single }) => (single ? 'real' : 'float'),
  bit: () => 'bit',
  date: () => 'date',
  time: ({ scale }) => `time(${scale})`,
  datetime: ({ small }) => (small ? 'smalldatetime' : 'datetime'),
  datetime2: ({ scale }) => `datetime2(${scale})`,
  datetimeoffset: ({ scale }) => `datetimeoffset(${scale})`,
  guid: () => 'uniqueidentifier',
  binary: ({ fixed, length }) => `${fixed ? 'binary' : 'varbinary'}(${length})`,
  blob: ({ name }) => name,
};

/** `decimal(15,2)`, `varchar(max)`, `datetime2(7)`. */
export function columnTypeText(type: ColumnType): string {
  return byKind(TEXTS, type);
}
