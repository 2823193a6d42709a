// Whether callers can sort by a field: the ERP's order of its columns must be the order of its values.
// It must never allow an order that paging could not continue.
import type { FieldSource } from '../binding.js';
import type { Field } from '../contract.js';
import { isUnbounded, parseSqlType } from '../shapes/sql-type.js';

/** Why a list cannot be sorted by this field, or undefined. */
export function sortFault(field: Field, source: FieldSource): string | undefined {
  if (field.type.kind === 'binary') return 'binary values have no order.';
  switch (source.kind) {
    case 'codes':
      return 'it comes from a code map, and the order of codes is not the order of their meaning.';
    case 'constant':
      return 'it is the same in every row.';
    case 'parts':
    case 'dateAndTime':
      return undefined;
    case 'column':
      if (source.format.kind === 'flags') return 'it comes from codes, and their order is not that of false and true.';
      return isUnbounded(parseSqlType(source.column.type))
        ? `${source.column.name} is too long to sort by.`
        : undefined;
  }
}
