// Picks what to do by the kind of a type, from a table that must name every kind.
import type { ColumnType } from './column-type.js';

/** One function per kind of type; each receives the type narrowed to its kind. */
export type ByKind<Extra extends readonly unknown[], Result> = {
  readonly [Kind in ColumnType['kind']]: (type: Extract<ColumnType, { kind: Kind }>, ...extra: Extra) => Result;
};

/** Calls the table's function for `type`. */
export function byKind<Extra extends readonly unknown[], Result>(
  table: ByKind<Extra, Result>,
  type: ColumnType,
  ...extra: Extra
): Result {
  // The compiler cannot tie the picked function to the type's kind; the table's own type does.
  const pick = table[type.kind] as (type: ColumnType, ...extra: Extra) => Result;
  return pick(type, ...extra);
}
