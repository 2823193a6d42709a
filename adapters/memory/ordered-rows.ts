// Orders rows and finds the ones after a position, with NULL before every value when ascending and behind when descending.
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';
import type { OrderTerm } from '../../src/legacy/read-plan.js';
import type { RowReader } from './memory-view.js';
import { compareWithNull } from './value-order.js';

/** A sorted copy; rows that are equal in all terms keep their places. */
export function sorted(
  rows: readonly LegacyRow[],
  order: readonly OrderTerm[],
  reader: RowReader,
): readonly LegacyRow[] {
  const key = (row: LegacyRow): readonly LegacyValue[] => order.map(({ column }) => reader.value(row, column));
  return rows.toSorted((one, other) => comparePositions(order, key(one), key(other)));
}

/** Whether a row comes after the position. */
export function isAfter(
  row: LegacyRow,
  position: readonly LegacyValue[],
  { order, reader }: { readonly order: readonly OrderTerm[]; readonly reader: RowReader },
): boolean {
  const own = order.map(({ column }) => reader.value(row, column));
  return comparePositions(order, own, position) > 0;
}

function comparePositions(
  order: readonly OrderTerm[],
  one: readonly LegacyValue[],
  other: readonly LegacyValue[],
): number {
  for (const [index, { column, descending }] of order.entries()) {
    const compared = compareWithNull(column, one[index] ?? null, other[index] ?? null);
    if (compared !== 0) return descending ? -compared : compared;
  }
  return 0;
}
