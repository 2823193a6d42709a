// A compiled expression: SQLite text with its T-SQL type, and the small wrappers every part of the compiler uses.
import { formatType, isPadded, isText, MAX_LENGTH, parseType, type SqlType } from '../values/sql-type.js';

export interface Emitted {
  readonly sql: string;
  /** Undefined for a bare NULL, which fits everywhere. */
  readonly type: SqlType | undefined;
  readonly nullable: boolean;
  /** A column can use an index, and its text is stored trimmed where it is CHAR. */
  readonly form: 'column' | 'literal' | 'other';
}

/** An emitted expression that is neither a column nor a literal. */
export function emitted(sql: string, type: SqlType | undefined, nullable = true): Emitted {
  return { sql, type, nullable, form: 'other' };
}

export const INT = parseType('int');
export const BIGINT = parseType('bigint');
export const FLOAT = parseType('float');

/** The type a result column has: a bare NULL is an int, as in SQL Server. */
export const typeOf = (expression: Emitted): SqlType => expression.type ?? INT;

/** An SQLite name. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An SQLite string; a NUL would end the statement's text, so it is built. */
export function quoteText(text: string): string {
  const quoted = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join(' || char(0) || ')})`;
}

/** Converts to a type; stays as it is where stored form and meaning are the same. */
export function converted(expression: Emitted, to: SqlType): Emitted {
  const from = expression.type;
  if (from === undefined) return { ...expression, type: to };
  if (formatType(from) === formatType(to) || widens(from, to)) return { ...expression, type: to };
  return emitted(`t_convert(${expression.sql}, ${typeLiteral(from)}, ${typeLiteral(to)})`, to, expression.nullable);
}

/** True where a longer text type needs no conversion. CHAR needs one: its blanks come back. */
function widens(from: SqlType, to: SqlType): boolean {
  if (!isText(from) || !isText(to) || isPadded(from) || isPadded(to)) return false;
  return to.length === MAX_LENGTH || (from.length !== MAX_LENGTH && from.length <= to.length);
}

export const typeLiteral = (type: SqlType): string => quoteText(formatType(type));

/** Text with the blanks that CHAR(n) shows outside comparisons. */
export function padded(expression: Emitted): string {
  const { type, sql } = expression;
  return type !== undefined && isPadded(type) ? `t_pad(${sql}, ${type.length})` : sql;
}
