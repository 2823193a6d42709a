// One query parameter of an operation: its literal name, its schema and what it is for. Frozen data.
import type { FilterOperator } from '../contract.js';
import type { JsonSchema } from './json-schema.js';

/** What a parameter asks. */
export type ParameterUse =
  | { readonly kind: 'filter'; readonly field: string; readonly operator: FilterOperator }
  | { readonly kind: 'sort' }
  | { readonly kind: 'limit' }
  | { readonly kind: 'after' }
  | { readonly kind: 'count' }
  | { readonly kind: 'fields' };

/**
 * How several values are written. `single`: there is one. `repeated`: `name=a&name=b` (OpenAPI `explode: true`).
 * `commas`: `name=a,b` (OpenAPI `explode: false`). For the last two the schema is that of an array.
 */
export type ParameterStyle = 'single' | 'repeated' | 'commas';

export interface QueryParameter {
  /** As it stands in the address, brackets and all: `total[gte]`. */
  readonly name: string;
  readonly use: ParameterUse;
  readonly style: ParameterStyle;
  readonly schema: JsonSchema;
  readonly description: string;
  /** Completes the sentence "Expected …". */
  readonly expected: string;
}

/** The literal name of a filter: plain equality has the field's own name. */
export function filterName(field: string, operator: FilterOperator): string {
  return operator === 'eq' ? field : `${field}[${operator}]`;
}
