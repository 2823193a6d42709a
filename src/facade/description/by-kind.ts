// Tables with one row per canonical type, so that a new type cannot be forgotten in any of them.
import type { FieldType } from '../contract.js';

/** One function for each kind of field type. */
export type ByKind<Result> = {
  readonly [Kind in FieldType['kind']]: (type: Extract<FieldType, { kind: Kind }>) => Result;
};

/** Asks the row of this type. */
export function byKind<Result>(table: ByKind<Result>, type: FieldType): Result {
  // The compiler cannot see that a row found by kind takes a type of that kind.
  return (table[type.kind] as (type: FieldType) => Result)(type);
}
