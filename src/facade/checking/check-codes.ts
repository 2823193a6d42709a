// Whether a code map is sound: every row can match, means a value of the enum, and can be told from the others.
// It must never demand what only writing needs.
import type { CodeRow, Column } from '../binding.js';
import { parseSqlType } from '../shapes/sql-type.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { codeColumnFault } from './check-column-fits.js';

const ANY = '*';

/** Reports everything wrong with a code map at `spot` (the field's place in `map`). */
export function checkCodes(
  source: { readonly columns: readonly Column[]; readonly rows: readonly CodeRow[] },
  values: readonly string[],
  spot: Spot,
): void {
  source.columns.forEach((column, index) => {
    const fault = codeColumnFault(column);
    if (fault !== undefined) spot.in('columns', index).error(fault);
  });
  source.rows.forEach((row, index) => checkRow(row, source.columns, values, spot.in('codes', index)));
  checkOrder(source.rows, spot.in('codes'));
  checkWrites(source.rows, spot.in('codes'));
  checkReach(source.rows, values, spot.in('codes'));
}

function checkRow(row: CodeRow, columns: readonly Column[], values: readonly string[], spot: Spot): void {
  if (row.when.length !== columns.length) {
    const names = columns.map((column) => column.name).join(', ');
    spot.in('when').error(`has ${row.when.length} codes for ${columns.length} columns: one for each of ${names}.`);
  }
  if (!values.includes(row.value)) {
    const allowed = `the enum has ${values.join(', ')}.`;
    spot.in('value').error(`"${row.value}" is no value of the field: ${allowed}${didYouMean(row.value, values)}`);
  }
  row.when.forEach((code, index) => checkLength(code, columns[index], spot.in('when', index)));
}

/** A code longer than its column never matches. */
function checkLength(code: string | null, column: Column | undefined, spot: Spot): void {
  const fault = code === null || code === ANY || column === undefined ? undefined : codeLengthFault(code, column);
  if (fault !== undefined) spot.error(fault);
}

/** What is wrong with looking for a code in a column. */
export function codeLengthFault(code: string, column: Column): string | undefined {
  const type = parseSqlType(column.type);
  if (type.kind === 'text' && type.length !== undefined && code.length > type.length) {
    return `"${code}" can never stand in ${column.name}, which is ${column.type}.`;
  }
  const numeric = type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'bigint';
  if (numeric && !/^-?\d+$/.test(code)) return `"${code}" can never stand in ${column.name}, which is ${column.type}.`;
  return type.kind === 'bit' && code !== '0' && code !== '1'
    ? `${column.name} is bit: its codes are "0" and "1".`
    : undefined;
}

/** The first row that matches counts, so a row behind one that covers it never does. */
function checkOrder(rows: readonly CodeRow[], spot: Spot): void {
  rows.forEach((row, index) => {
    const before = rows.slice(0, index).findIndex((other) => covers(other, row));
    if (before < 0) return;
    const equal = covers(row, rows[before] ?? row);
    const why = equal
      ? `has the same codes as row ${before + 1}`
      : `never counts: row ${before + 1} already matches all of it`;
    spot.in(index).error(`row ${index + 1} ${why}. The first row that matches counts.`);
  });
}

function covers(general: CodeRow, special: CodeRow): boolean {
  return (
    general.when.length === special.when.length &&
    general.when.every((code, index) => code === ANY || code === special.when[index])
  );
}

function checkWrites(rows: readonly CodeRow[], spot: Spot): void {
  const writing = new Set<string>();
  rows.forEach((row, index) => {
    if (!row.write) return;
    if (writing.has(row.value))
      spot.in(index, 'write').error(`only one row of "${row.value}" can be the one to write.`);
    if (row.when.includes(ANY)) spot.in(index, 'write').error('a row with "*" cannot be written: name its codes.');
    writing.add(row.value);
  });
}

function checkReach(rows: readonly CodeRow[], values: readonly string[], spot: Spot): void {
  const reached = new Set(rows.map((row) => row.value));
  const missing = values.filter((value) => !reached.has(value));
  if (missing.length > 0) spot.warning(`no code means ${missing.join(', ')}: callers will never see it.`);
}
