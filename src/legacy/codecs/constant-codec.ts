// A value that is the same in every row and stands in no column.
import type { FilterOperator } from '../../facade/contract.js';
import type { FieldCodec } from '../codec.js';
import { NOTHING, UNORDERED } from './column-filter.js';

/** The value in its JSON form; a filter on it matches every row or none. */
export function constantCodec(value: string | number | boolean): FieldCodec {
  const text = String(value);
  return {
    columns: [],
    order: [],
    operators: UNORDERED,
    plain: false,
    reader: () => () => value,
    filter: (operator, values) => (holds(text, operator, values) ? [] : [NOTHING]),
  };
}

function holds(text: string, operator: FilterOperator, values: readonly string[]): boolean {
  if (operator === 'isNull') return values[0] !== 'true';
  return values.includes(text) !== (operator === 'ne');
}
