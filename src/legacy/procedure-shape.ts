// The declared parameters of a procedure, as learnt from the server.
import type { Column, ViewName } from '../facade/binding.js';

/** A parameter as declared; a table-valued one names its type and that type's columns. */
export type ParameterShape =
  | { readonly kind: 'scalar'; readonly parameter: Column; readonly output: boolean }
  | { readonly kind: 'table'; readonly name: string; readonly type: ViewName; readonly columns: readonly Column[] };

export interface ProcedureShape {
  readonly procedure: ViewName;
  readonly parameters: readonly ParameterShape[];
}
