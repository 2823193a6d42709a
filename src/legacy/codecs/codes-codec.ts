// Code maps: legacy codes of one or more columns to one canonical word; the first row that matches decides.
// It must never invent a meaning for a code that the map does not name.
import type { CodeRow, Column } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { Canonical, FieldCodec } from '../codec.js';
import type { LegacyRow } from '../legacy-value.js';
import { UNORDERED } from './column-filter.js';
import { filterCodes } from './codes-filter.js';
import { codeOf, columnType, trimBlanks } from './column-type.js';

/** Any value of a column, NULL too. */
export const ANYTHING = '*';

const UNKNOWN_CODE = new Misfit('unknown code');
/** Combinations of codes whose meaning is remembered; a map has a few dozen, dirty data may have any number. */
const REMEMBERED = 1_000;

/**
 * A field of a code map. Where every column is NULL and no row says what that means, the value is null.
 * Rows cannot be sorted by it: the order of the codes is not the order of the words.
 */
export function codesCodec(columns: readonly Column[], rows: readonly CodeRow[], type: FieldType): FieldCodec {
  for (const column of columns) refuseBytes(column);
  const canonical = canonicalForm(type);
  const codes = rows.map((row) => ({
    ...row,
    when: row.when.map((code) => (code === null ? null : trimBlanks(code))),
  }));
  return {
    columns,
    order: undefined,
    operators: UNORDERED,
    plain: false,
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
  const known = new Map<unknown, Canonical | Misfit>();
  return (row) => {
    const value = row[position] ?? null;
    return known.get(value) ?? remember(known, value, decide([codeOf(value)]));
  };
}

function readSeveral(at: readonly number[], decide: Decide): (row: LegacyRow) => Canonical | Misfit {
  const known = new Map<unknown, Canonical | Misfit>();
  return (row) => {
    let key = '';
    for (const position of at) key += `${codeOf(row[position]) ?? '\u0001'}\0`;
    return known.get(key) ?? remember(known, key, decide(at.map((position) => codeOf(row[position]))));
  };
}

function remember(
  known: Map<unknown, Canonical | Misfit>,
  key: unknown,
  meaning: Canonical | Misfit,
): Canonical | Misfit {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, meaning);
  return meaning;
}
