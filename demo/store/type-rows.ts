// How sys.* and INFORMATION_SCHEMA describe a type: ids, lengths in bytes, precision and scale as SQL Server shows them.
import {
  familyOf,
  isApproximate,
  isDecimal,
  isText,
  isUnicode,
  MAX_LENGTH,
  TYPE_NAMES,
  type SqlType,
  type TypeName,
} from '../values/sql-type.js';

export const COLLATION_NAME = 'Danish_Norwegian_CI_AS';

const TYPE_IDS: Readonly<Record<TypeName, number>> = {
  uniqueidentifier: 36,
  date: 40,
  time: 41,
  datetime2: 42,
  datetimeoffset: 43,
  tinyint: 48,
  smallint: 52,
  int: 56,
  smalldatetime: 58,
  real: 59,
  money: 60,
  datetime: 61,
  float: 62,
  bit: 104,
  decimal: 106,
  numeric: 108,
  smallmoney: 122,
  bigint: 127,
  varbinary: 165,
  varchar: 167,
  binary: 173,
  char: 175,
  rowversion: 189,
  nvarchar: 231,
  nchar: 239,
};

/** Bytes, precision and scale where they do not follow from the type's own numbers. */
const FIXED: Readonly<Partial<Record<TypeName, readonly [number, number, number]>>> = {
  bit: [1, 1, 0],
  tinyint: [1, 3, 0],
  smallint: [2, 5, 0],
  int: [4, 10, 0],
  bigint: [8, 19, 0],
  money: [8, 19, 4],
  smallmoney: [4, 10, 4],
  float: [8, 53, 0],
  real: [4, 24, 0],
  date: [3, 10, 0],
  datetime: [8, 23, 3],
  smalldatetime: [4, 16, 0],
  uniqueidentifier: [16, 0, 0],
};

export interface TypeRow {
  readonly id: number;
  /** As sys.types calls it: a rowversion is a timestamp there. */
  readonly name: string;
  readonly bytes: number;
  readonly precision: number;
  readonly scale: number;
  readonly collation: string | null;
}

export function describeType(type: SqlType): TypeRow {
  const [bytes, precision, scale] = FIXED[type.name] ?? sizes(type);
  return {
    id: TYPE_IDS[type.name],
    name: type.name === 'rowversion' ? 'timestamp' : type.name,
    bytes,
    precision,
    scale,
    collation: isText(type) ? COLLATION_NAME : null,
  };
}

function sizes(type: SqlType): readonly [number, number, number] {
  if (isDecimal(type)) return [decimalBytes(type.precision), type.precision, type.scale];
  if (familyOf(type) === 'date') return dateSizes(type);
  if (type.length === MAX_LENGTH) return [-1, 0, 0];
  return [type.length * (isUnicode(type) ? 2 : 1), 0, 0];
}

const decimalBytes = (precision: number): number =>
  precision <= 9 ? 5 : precision <= 19 ? 9 : precision <= 28 ? 13 : 17;

function dateSizes(type: SqlType): readonly [number, number, number] {
  const clock = type.scale <= 2 ? 3 : type.scale <= 4 ? 4 : 5;
  const fraction = type.scale === 0 ? 0 : type.scale + 1;
  if (type.name === 'time') return [clock, 8 + fraction, type.scale];
  if (type.name === 'datetime2') return [clock + 3, 19 + fraction, type.scale];
  return [clock + 5, 26 + fraction, type.scale];
}

/** The four INFORMATION_SCHEMA cells of a type: characters, precision, scale, date precision. */
export function schemaCells(type: SqlType): readonly (number | null)[] {
  const numeric = familyOf(type) === 'number' && type.name !== 'bit';
  const { precision, scale } = describeType(type);
  const sized = isText(type) || familyOf(type) === 'binary';
  return [
    sized ? type.length : null,
    numeric ? precision : null,
    numeric && !isApproximate(type) ? scale : null,
    familyOf(type) === 'date' ? (type.name === 'date' ? 0 : scale) : null,
  ];
}

/** Every type once, for sys.types. */
export const ALL_TYPES: readonly TypeRow[] = TYPE_NAMES.map((name) =>
  describeType({ name, length: 0, precision: 38, scale: 0 }),
);
