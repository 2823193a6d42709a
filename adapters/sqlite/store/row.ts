// Reads columns of rows as what they were written as. It must never make up a value for a column that holds none.
import type { SQLOutputValue } from 'node:sqlite';
import type { Json } from '../../../src/write/command.js';

/** A row as node:sqlite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** The text in a column that is never empty. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** The text in a column, or undefined where there is none. */
export function textOrNone(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

/** The value whose JSON text is in a column. */
export function json(row: Row, column: string): Json {
  return JSON.parse(text(row, column)) as Json;
}

/** A member of this name where the column holds text, else none. */
export function optional<Name extends string>(row: Row, column: string, name: Name): { [K in Name]?: string } {
  const value = textOrNone(row, column);
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: string };
}

/** JSON text of a value, or null for none. */
export function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Sorts after every id: ids are ULIDs, digits and capitals. */
export const AFTER_ALL_IDS = '~';
