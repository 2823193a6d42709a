// Whether the SQL type of a column can carry a field: one table of types, and the sizes that matter.
// It must never let a value through that would have to be rounded or guessed.
import type { Column, ColumnFormat } from '../binding.js';
import type { Field, FieldType } from '../contract.js';
import { parseSqlType } from '../shapes/sql-type.js';
import type { SqlType } from '../shapes/sql-type.js';

type Accepts = (type: SqlType) => boolean;

interface Row {
  readonly accepts: Accepts;
  /** In the words of a person who looks at the view. */
  readonly expected: string;
}

const kinds =
  (...names: readonly SqlType['kind'][]): Accepts =>
  (type) =>
    names.includes(type.kind);

/** Numbers without fraction that have at least `fewest` digits and at most `most`. */
const whole =
  (fewest: number, most: number): Accepts =>
  (type) =>
    type.kind === 'integer'
      ? type.digits >= fewest
      : type.kind === 'decimal' && type.scale === 0 && type.precision >= fewest && type.precision <= most;

const textOf =
  (fewest: number): Accepts =>
  (type) =>
    type.kind === 'text' && (type.length ?? Infinity) >= fewest;

const either =
  (...some: readonly Accepts[]): Accepts =>
  (type) =>
    some.some((accepts) => accepts(type));

/** A double holds whole numbers of 15 digits exactly. */
const EXACT_DIGITS = 15;

const plain: Readonly<Record<FieldType['kind'], Row>> = {
  string: { accepts: kinds('text'), expected: 'char, varchar, nchar or nvarchar' },
  integer: {
    accepts: whole(1, EXACT_DIGITS),
    expected: 'tinyint, smallint, int or decimal(15,0) at most; for larger numbers use `type: long`',
  },
  long: { accepts: either(kinds('bigint'), whole(1, 18)), expected: 'bigint, int or decimal(18,0) at most' },
  decimal: { accepts: kinds('decimal', 'integer', 'bigint'), expected: 'decimal, numeric, money or a whole number' },
  boolean: { accepts: kinds('bit'), expected: 'bit, or give `whenTrue` and `whenFalse` for a code column' },
  date: { accepts: kinds('date', 'datetime'), expected: 'date or datetime, or give `format: yyyymmdd`' },
  time: { accepts: kinds('time'), expected: 'time, or give `format: hhmmss`' },
  instant: {
    accepts: kinds('datetimeoffset'),
    expected:
      'datetimeoffset; for datetime and datetime2 give `timezone`, for two columns `date`, `time` and `timezone`',
  },
  uuid: { accepts: kinds('uuid'), expected: 'uniqueidentifier' },
  binary: { accepts: kinds('binary', 'rowversion'), expected: 'binary, varbinary or rowversion' },
  enum: { accepts: () => false, expected: 'a code map: `{ columns: […], codes: […] }`' },
};

const formatted: Readonly<Record<Exclude<ColumnFormat['kind'], 'plain'>, Row & { readonly field: FieldType['kind'] }>> =
  {
    yyyymmdd: {
      field: 'date',
      accepts: either(whole(8, 38), kinds('bigint'), textOf(8)),
      expected: 'a whole number or text of at least 8 digits',
    },
    hhmmss: {
      field: 'time',
      accepts: either(whole(6, 38), kinds('bigint'), textOf(6)),
      expected: 'a whole number or text of at least 6 digits',
    },
    flags: {
      field: 'boolean',
      accepts: either(kinds('text'), whole(1, EXACT_DIGITS)),
      expected: 'text or a whole number',
    },
    local: { field: 'instant', accepts: kinds('datetime'), expected: 'datetime, smalldatetime or datetime2' },
  };

/** What is wrong with binding this field to this column, or undefined. */
export function columnFault(field: Field, column: Column, format: ColumnFormat): string | undefined {
  return columnTypeFault(field, column, format) ?? sizeFault(field.type, column);
}

/** The same without their sizes: where values go to the ERP, each is looked at on its own. */
export function columnTypeFault(field: Field, column: Column, format: ColumnFormat): string | undefined {
  if (format.kind !== 'plain' && formatted[format.kind].field !== field.type.kind) {
    const { field: fits } = formatted[format.kind];
    return `the field is of type ${field.type.kind}, and this way of writing is for type ${fits}.`;
  }
  const row = format.kind === 'plain' ? plain[field.type.kind] : formatted[format.kind];
  if (format.kind === 'plain' && field.type.kind === 'enum') return `an enum needs ${row.expected}.`;
  return typeFault(column, row);
}

/** What is wrong with using a column as one part of an instant in two columns. */
export function partOfInstantFault(part: 'date' | 'time', column: Column): string | undefined {
  const row = part === 'date' ? formatted.yyyymmdd : formatted.hhmmss;
  const accepts = either(row.accepts, kinds(part));
  return typeFault(column, { accepts, expected: `${part}, or ${row.expected}` });
}

/** What is wrong with comparing a column with codes, or with joining it into a composite. */
export function codeColumnFault(column: Column): string | undefined {
  return typeFault(column, {
    accepts: either(kinds('text', 'bit'), whole(1, EXACT_DIGITS)),
    expected: 'text, a whole number or bit',
  });
}

function typeFault(column: Column, row: Row): string | undefined {
  const type = parseSqlType(column.type);
  if (type.kind === 'unknown' || row.accepts(type)) return undefined;
  if (type.kind === 'unreadable') return `${column.name} is ${column.type}, which ${type.advice}.`;
  return `${column.name} is ${column.type}, and must be ${row.expected}.`;
}

/** money has four digits after the point whatever is in it, so a smaller scale is the author's promise. */
function sizeFault(field: FieldType, column: Column): string | undefined {
  const type = parseSqlType(column.type);
  if (field.kind !== 'decimal' || type.kind !== 'decimal' || column.type.endsWith('money')) return undefined;
  const wide = type.precision - type.scale > field.precision - field.scale;
  if (!wide && type.scale <= field.scale) return undefined;
  return `${column.name} is ${column.type}, which does not fit decimal(${field.precision},${field.scale}): nothing is ever rounded. Give the field precision ${Math.max(type.precision - type.scale, field.precision - field.scale) + Math.max(type.scale, field.scale)} and scale ${Math.max(type.scale, field.scale)}.`;
}
