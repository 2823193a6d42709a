// Code maps: legacy codes of one or more columns to one canonical word; the first row that matches decides.
// It must never invent a meaning for a code that the map does not name.
import type { CodeRow, Column } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { Canonical, FieldCodec } from '../codec.js';
import type { LegacyRow, LegacyValue } from '../legacy-value.js';
import { UNORDERED } from './column-filter.js';
import { filterCodes } from './codes-filter.js';
import { codeOf, columnType, legacyCode, trimBlanks } from './column-type.js';
import { remembering } from './remembering.js';

/** Any value of a column, NULL too. */
export const ANYTHING = '*';

const UNKNOWN_CODE = new Misfit('unknown code');
/** Combinations of codes whose meaning is remembered; a map has a few dozen, dirty data may have any number. */
const REMEMBERED = 1_000;
const NULL_CODE = '\u0001';

/**
 * A field of a code map. Where every column is NULL and no row says what that means, the value is null.
 * Rows cannot be sorted by it: the order of the codes is not the order of the words.
 */
export function codesCodec(columns: readonly Column[], rows: readonly CodeRow[], type: FieldType): FieldCodec {
  for (const [index, column] of columns.entries()) {
    refuseBytes(column);
    for (const { when } of rows) refuseUnfit(column, when[index] ?? null);
  }
  const canonical = canonicalForm(type);
  const codes = rows.map((row) => ({
    ...row,
    when: row.when.map((code) => (code === null ? null : trimBlanks(code))),
  }));
  return {
    columns,
    order: undefined,
    operators: UNORDERED,
    plain: rows.every(({ value }) => JSON.stringify(value) === `"${value}"`),
    reader: (at) => {
      const decide = (values: readonly (string | null)[]): Canonical | Misfit => {
        const row = codes.find((candidate) => matches(candidate, values));
        if (row !== undefined) return canonical(row.value);
        return values.every((value) => value === null) ? null : UNKNOWN_CODE;
      };
      return at.length === 1 ? readSingle(at[0] ?? -1, decide) : readSeveral(at, decide);
    },
    filter: (operator, values) => filterCodes(columns, codes, operator, values),
  };
}

function refuseBytes(column: Column): void {
  if (columnType(column).family === 'bytes') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} cannot hold codes`);
  }
}

function refuseUnfit(column: Column, code: string | null): void {
  if (code !== null && code !== ANYTHING) legacyCode(column, code);
}

function canonicalForm(type: FieldType): (value: string) => Canonical {
  if (type.kind === 'boolean') return (value) => value === 'true';
  if (type.kind === 'integer') return Number;
  if (type.kind === 'enum' || type.kind === 'string') return (value) => value;
  throw new UnusableBinding(`codes cannot stand for a ${type.kind}; use enum, string, boolean or integer`);
}

function matches(row: CodeRow, values: readonly (string | null)[]): boolean {
  return row.when.every((code, index) => code === ANYTHING || code === values[index]);
}

type Decide = (values: readonly (string | null)[]) => Canonical | Misfit;

function readSingle(position: number, decide: Decide): (row: LegacyRow) => Canonical | Misfit {
  const meaning = remembering(REMEMBERED, (value: LegacyValue) => decide([codeOf(value)]));
  return (row) => meaning(row[position] ?? null);
}

function readSeveral(at: readonly number[], decide: Decide): (row: LegacyRow) => Canonical | Misfit {
  const meaning = remembering(REMEMBERED, (key: string) => {
    const codes = key.split('\0').slice(1);
    // A code that holds a NUL itself is no code of any map.
    return codes.length === at.length ? decide(codes.map((code) => (code === NULL_CODE ? null : code))) : UNKNOWN_CODE;
  });
  return (row) => {
    let key = '';
    for (const position of at) key += `\0${codeOf(row[position]) ?? NULL_CODE}`;
    return meaning(key);
  };
}
