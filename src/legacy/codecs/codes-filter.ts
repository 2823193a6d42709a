// A filter on canonical words, said in legacy codes. It must match exactly the rows that the code map reads as one of
// the words: a row of the map does not speak where an earlier one does.
import type { CodeRow, Column } from '../../facade/binding.js';
import type { FilterOperator } from '../../facade/contract.js';
import type { LegacyValue } from '../legacy-value.js';
import type { Predicate } from '../read-plan.js';
import { anyOf, equalsAny, isNull } from './column-filter.js';
import { legacyCode } from './column-type.js';

type Group = readonly Predicate[];

/** Any value of a column, NULL too; see CodeRow. */
const ANYTHING = '*';

/** Predicates for `eq`, `ne`, `in` and `isNull` of a code map. */
export function filterCodes(
  columns: readonly Column[],
  rows: readonly CodeRow[],
  operator: FilterOperator,
  values: readonly string[],
): readonly Predicate[] {
  if (operator === 'isNull') return filterNull(columns, rows, values[0] === 'true');
  const wanted = (row: CodeRow): boolean => values.includes(row.value) !== (operator === 'ne');
  const groups = rows.flatMap((row, index) => {
    if (!wanted(row)) return [];
    const group = groupOf(
      columns,
      row,
      rows.slice(0, index).filter((earlier) => !wanted(earlier)),
    );
    return group === undefined ? [] : [group];
  });
  return anyOf(gather(groups));
}

/** The value is null where every column is NULL, unless a row of the map gives that a meaning. */
function filterNull(columns: readonly Column[], rows: readonly CodeRow[], wanted: boolean): readonly Predicate[] {
  const hasMeaning = rows.some((row) => row.when.every((code) => code === ANYTHING || code === null));
  if (hasMeaning) return wanted ? anyOf([]) : [];
  if (wanted) return columns.map((column) => isNull(column, false));
  return anyOf(columns.map((column) => [isNull(column, true)]));
}

/** The conditions of one row of the map, without what earlier rows of other words take; undefined if that is all. */
function groupOf(columns: readonly Column[], row: CodeRow, earlier: readonly CodeRow[]): Group | undefined {
  const group = columns.flatMap((column, index) => sameCode(column, row.when[index] ?? null));
  for (const other of earlier.filter((candidate) => overlap(candidate, row))) {
    const escapes = columns.flatMap((column, index) =>
      row.when[index] === ANYTHING ? otherCode(column, other.when[index] ?? null) : [],
    );
    if (escapes.length === 0) return undefined;
    group.push(...anyOf(escapes));
  }
  return group;
}

function overlap(one: CodeRow, other: CodeRow): boolean {
  return one.when.every((code, index) => {
    const second = other.when[index] ?? null;
    return code === ANYTHING || second === ANYTHING || code === second;
  });
}

function sameCode(column: Column, code: string | null): Group {
  if (code === ANYTHING) return [];
  if (code === null) return [isNull(column, false)];
  return equalsAny(column, [legacyCode(column, code)]);
}

/** The ways in which a column does not hold a code; NULL is one of them. */
function otherCode(column: Column, code: string | null): readonly Group[] {
  if (code === ANYTHING) return [];
  if (code === null) return [[isNull(column, true)]];
  return [[{ kind: 'compare', column, comparison: 'ne', value: legacyCode(column, code) }], [isNull(column, false)]];
}

/** Groups that are one equality on the same column become one list, which an index serves better. */
function gather(groups: readonly Group[]): readonly Group[] {
  const lists = new Map<Column, LegacyValue[]>();
  const others: Group[] = [];
  for (const group of groups) {
    const [only, ...more] = group;
    if (only?.kind !== 'compare' || only.comparison !== 'eq' || more.length > 0) others.push(group);
    else lists.set(only.column, [...(lists.get(only.column) ?? []), only.value]);
  }
  return [...[...lists].map(([column, values]) => equalsAny(column, [...new Set(values)])), ...others];
}
