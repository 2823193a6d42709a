// T-SQL data types as descriptions: parsing `decimal(19,4)`, writing it back, and the families that behave alike.
import { SqlError } from './sql-error.js';

export type TypeName =
  | 'bit'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'decimal'
  | 'numeric'
  | 'money'
  | 'smallmoney'
  | 'float'
  | 'real'
  | 'date'
  | 'time'
  | 'datetime'
  | 'smalldatetime'
  | 'datetime2'
  | 'datetimeoffset'
  | 'char'
  | 'varchar'
  | 'nchar'
  | 'nvarchar'
  | 'binary'
  | 'varbinary'
  | 'rowversion'
  | 'uniqueidentifier';

/** A data type. `length` counts characters or bytes and is -1 for (max); precision and scale are 0 where they say nothing. */
export interface SqlType {
  readonly name: TypeName;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
}

/** Families: within one, values compare without conversion (decimals of both storage forms excepted). */
export type TypeFamily = 'number' | 'text' | 'date' | 'binary' | 'guid';

export const MAX_LENGTH = -1;
/** Decimal digits a double keeps exactly; wider decimals are stored as sortable text. */
export const EXACT_DIGITS = 15;

interface Shape {
  readonly family: TypeFamily;
  /** What stands in the parentheses, with its default. */
  readonly takes: 'nothing' | 'length' | 'scale' | 'precision';
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
}

const SHAPES: Readonly<Record<TypeName, Shape>> = {
  bit: { family: 'number', takes: 'nothing', precision: 1 },
  tinyint: { family: 'number', takes: 'nothing', precision: 3 },
  smallint: { family: 'number', takes: 'nothing', precision: 5 },
  int: { family: 'number', takes: 'nothing', precision: 10 },
  bigint: { family: 'number', takes: 'nothing', precision: 19 },
  decimal: { family: 'number', takes: 'precision', precision: 18 },
  numeric: { family: 'number', takes: 'precision', precision: 18 },
  money: { family: 'number', takes: 'nothing', precision: 19, scale: 4 },
  smallmoney: { family: 'number', takes: 'nothing', precision: 10, scale: 4 },
  float: { family: 'number', takes: 'precision', precision: 53 },
  real: { family: 'number', takes: 'nothing', precision: 24 },
  date: { family: 'date', takes: 'nothing' },
  time: { family: 'date', takes: 'scale', scale: 7 },
  datetime: { family: 'date', takes: 'nothing', scale: 3 },
  smalldatetime: { family: 'date', takes: 'nothing' },
  datetime2: { family: 'date', takes: 'scale', scale: 7 },
  datetimeoffset: { family: 'date', takes: 'scale', scale: 7 },
  char: { family: 'text', takes: 'length', length: 1 },
  varchar: { family: 'text', takes: 'length', length: 1 },
  nchar: { family: 'text', takes: 'length', length: 1 },
  nvarchar: { family: 'text', takes: 'length', length: 1 },
  binary: { family: 'binary', takes: 'length', length: 1 },
  varbinary: { family: 'binary', takes: 'length', length: 1 },
  rowversion: { family: 'binary', takes: 'nothing', length: 8 },
  uniqueidentifier: { family: 'guid', takes: 'nothing', length: 16 },
};

const SYNONYMS: Readonly<Record<string, string>> = {
  integer: 'int',
  dec: 'decimal',
  timestamp: 'rowversion',
  sysname: 'nvarchar(128)',
  'double precision': 'float',
};

const parsed = new Map<string, SqlType>();

/** Reads `decimal(19,4)`, `VARCHAR(MAX)` or a declared type of the store. Throws 2715 for a name that is no type. */
export function parseType(text: string): SqlType {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const match = /^\s*"?\s*([a-z]\w*)\s*(?:\(\s*(\w+)\s*(?:,\s*(\d+)\s*)?\))?/i.exec(text);
  const written = match?.[1]?.toLowerCase() ?? '';
  const synonym = SYNONYMS[written];
  if (synonym?.includes('(') === true) return parseType(synonym);
  const name = synonym ?? written;
  if (!isTypeName(name)) {
    throw new SqlError(2715, `Column, parameter, or variable #1: Cannot find data type ${text.trim()}.`, { state: 6 });
  }
  const type = withArguments(name, match?.[2], match?.[3]);
  parsed.set(text, type);
  return type;
}

function withArguments(name: TypeName, first: string | undefined, second: string | undefined): SqlType {
  const shape = SHAPES[name];
  const base = { name, length: shape.length ?? 0, precision: shape.precision ?? 0, scale: shape.scale ?? 0 };
  if (first === undefined) return base;
  switch (shape.takes) {
    case 'length':
      return { ...base, length: first.toLowerCase() === 'max' ? MAX_LENGTH : Number(first) };
    case 'precision':
      return { ...base, precision: Number(first), scale: Number(second ?? 0) };
    case 'scale':
      return { ...base, scale: Number(first) };
    case 'nothing':
      return base;
  }
}

function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(SHAPES, name);
}

/** Every type name, for the catalogue. */
export const TYPE_NAMES = Object.keys(SHAPES).filter(isTypeName);

/** `decimal(19,4)`, as SQL Server writes it in messages and the log. */
export function formatType(type: SqlType): string {
  switch (SHAPES[type.name].takes) {
    case 'length':
      return `${type.name}(${type.length === MAX_LENGTH ? 'max' : type.length})`;
    case 'precision':
      return familyOf(type) === 'number' && isDecimal(type)
        ? `${type.name}(${type.precision},${type.scale})`
        : type.name;
    case 'scale':
      return `${type.name}(${type.scale})`;
    case 'nothing':
      return type.name;
  }
}

export const familyOf = (type: SqlType): TypeFamily => SHAPES[type.name].family;
export const isText = (type: SqlType): boolean => familyOf(type) === 'text';
/** Text of two bytes a character on the wire. */
export const isUnicode = (type: SqlType): boolean => type.name === 'nvarchar' || type.name === 'nchar';
/** CHAR and NCHAR: blank padded to their length. */
export const isPadded = (type: SqlType): boolean => type.name === 'char' || type.name === 'nchar';
export const isMoney = (type: SqlType): boolean => type.name === 'money' || type.name === 'smallmoney';
export const isDecimal = (type: SqlType): boolean =>
  type.name === 'decimal' || type.name === 'numeric' || isMoney(type);
export const isApproximate = (type: SqlType): boolean => type.name === 'float' || type.name === 'real';
export const isInteger = (type: SqlType): boolean =>
  familyOf(type) === 'number' && !isDecimal(type) && !isApproximate(type);
/** Decimals that a double cannot hold: stored as sortable text (see exact-decimal). */
export const isWide = (type: SqlType): boolean => isDecimal(type) && type.precision > EXACT_DIGITS;
