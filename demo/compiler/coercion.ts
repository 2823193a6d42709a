// How two operands of different types meet: the type that wins, and what each side becomes before they are compared.
import { clash } from '../values/conversion.js';
import {
  familyOf,
  isApproximate,
  isDecimal,
  isInteger,
  isPadded,
  isText,
  isWide,
  MAX_LENGTH,
  type SqlType,
  type TypeName,
} from '../values/sql-type.js';
import { converted, FLOAT, type Emitted } from './emitted.js';

/** SQL Server's data type precedence, highest first. */
const PRECEDENCE: readonly TypeName[] = [
  'datetimeoffset',
  'datetime2',
  'datetime',
  'smalldatetime',
  'date',
  'time',
  'float',
  'real',
  'decimal',
  'numeric',
  'money',
  'smallmoney',
  'bigint',
  'int',
  'smallint',
  'tinyint',
  'bit',
  'rowversion',
  'uniqueidentifier',
  'nvarchar',
  'nchar',
  'varchar',
  'char',
  'varbinary',
  'binary',
];

const rank = (type: SqlType): number => PRECEDENCE.indexOf(type.name);

/** The type of a CASE, COALESCE or UNION over these types: the highest in precedence, wide enough for all. */
export function resultType(types: readonly (SqlType | undefined)[]): SqlType | undefined {
  const known = types.filter((type) => type !== undefined);
  const [first, ...others] = known.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) return undefined;
  if (isText(first)) return others.filter(isText).reduce(longer, first);
  if (first.name === 'decimal' || first.name === 'numeric') return others.filter(isNumeric).reduce(roomier, first);
  return first;
}

const isNumeric = (type: SqlType): boolean => isDecimal(type) || isInteger(type);

function longer(a: SqlType, b: SqlType): SqlType {
  return {
    ...a,
    length: a.length === MAX_LENGTH || b.length === MAX_LENGTH ? MAX_LENGTH : Math.max(a.length, b.length),
  };
}

function roomier(a: SqlType, b: SqlType): SqlType {
  const scale = Math.max(a.scale, b.scale);
  return { ...a, scale, precision: Math.min(38, scale + Math.max(a.precision - a.scale, b.precision - b.scale)) };
}

/** Both sides ready for a comparison in SQLite. Throws 206 for types that cannot meet. */
export function comparable(left: Emitted, right: Emitted): { left: string; right: string } {
  const a = left.type;
  const b = right.type;
  if (a === undefined || b === undefined) return { left: left.sql, right: right.sql };
  if (isText(a) && isText(b)) return { left: trimmed(left), right: `${trimmed(right)} COLLATE NOCASE` };
  const meeting = meetingType(a, b);
  return { left: meet(left, meeting), right: meet(right, meeting) };
}

/** The type both sides take, or undefined where their stored forms compare as they are. */
function meetingType(a: SqlType, b: SqlType): SqlType | undefined {
  const families = [familyOf(a), familyOf(b)];
  if (families[0] === families[1]) return families[0] === 'number' ? numberType(a, b) : undefined;
  const higher = rank(a) <= rank(b) ? a : b;
  const lower = higher === a ? b : a;
  const possible = isText(lower) || (familyOf(lower) === 'binary' && isInteger(higher));
  if (!possible) throw clash(lower, higher);
  return higher;
}

/** Only wide decimals have a stored form of their own. */
function numberType(a: SqlType, b: SqlType): SqlType | undefined {
  if (!isWide(a) && !isWide(b)) return undefined;
  if (isApproximate(a) || isApproximate(b)) return FLOAT;
  return { name: 'decimal', length: 0, precision: 38, scale: Math.max(a.scale, b.scale) };
}

/** Sortable text is the same at every scale, so a wide side stays as it is. */
function meet(side: Emitted, meeting: SqlType | undefined): string {
  if (meeting === undefined || side.type === undefined) return side.sql;
  if (isWide(side.type) && isWide(meeting)) return side.sql;
  if (familyOf(side.type) === familyOf(meeting) && !isWide(side.type) && !isWide(meeting)) return side.sql;
  return converted(side, meeting).sql;
}

/** Comparisons ignore trailing blanks. Columns are left alone, so that an index serves: CHAR is stored without blanks. */
export function trimmed(side: Emitted): string {
  const stripped =
    side.form === 'column' || (side.type !== undefined && isPadded(side.type) && side.form === 'literal');
  return stripped ? side.sql : `rtrim(${side.sql})`;
}

/** The expression as something to sort, group or take the largest of: text ignores case. */
export function sortable(side: Emitted): string {
  const text = side.type !== undefined && isText(side.type);
  return text && side.form !== 'column' ? `${side.sql} COLLATE NOCASE` : side.sql;
}
