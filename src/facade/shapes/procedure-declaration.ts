// The parameters of a procedure as its server declares them. Frozen data; what a channel describes has this form too.
// It must never say what a parameter is used for; bindings do.
import type { Column, ViewName } from '../binding.js';

/** A parameter; a table-valued one names its type and has that type's columns, in their order. */
export type ParameterDeclaration =
  | { readonly kind: 'scalar'; readonly parameter: Column; readonly output: boolean }
  | { readonly kind: 'table'; readonly name: string; readonly type: ViewName; readonly columns: readonly Column[] };

export interface ProcedureDeclaration {
  readonly procedure: ViewName;
  readonly parameters: readonly ParameterDeclaration[];
}

/** Declarations by channel name; the form in which a lock is read, rendered and compared. */
export type ProceduresByChannel = ReadonlyMap<string, readonly ProcedureDeclaration[]>;

/** The name of a parameter, without the @. */
export function parameterName(declaration: ParameterDeclaration): string {
  return declaration.kind === 'scalar' ? declaration.parameter.name : declaration.name;
}
