// What a value of the demo server may be in memory. It must not know how a value travels or how it is stored.

/** A scalar as procedures and callers of the engine see it: decimals of more than 15 digits, money and dates are text. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** The rows of a table valued parameter, in the order of its table type's columns. */
export interface TableValue {
  readonly kind: 'table';
  readonly rows: readonly (readonly SqlValue[])[];
}

/** True for a table valued parameter. */
export function isTable(value: SqlValue | TableValue): value is TableValue {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
