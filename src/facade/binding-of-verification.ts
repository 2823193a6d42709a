// How the gateway finds out whether a command happened whose answer was lost. Frozen data, adapters may read it.
// It must never say what follows from an answer; the write path does.
import type { CommandValue, ProcedureParameter } from './binding-of-values.js';
import type { Column, FieldSource, ViewName } from './binding.js';

/** How the gateway finds out whether a command happened. */
export type VerifyBinding = VerifyByView | VerifyByProcedure;

/** A row of an approved view that carries the traces of the command. */
export interface VerifyByView {
  readonly kind: 'view';
  readonly source: string;
  readonly view: ViewName;
  /** All must hold; usually one column that holds the command's id. */
  readonly match: readonly { readonly column: Column; readonly value: CommandValue }[];
  /** Of creates that nothing but natural keys can find: when the rows that count were made. */
  readonly since?: TimeBound;
  /** Results that can be read from the row, by result name. */
  readonly results: readonly { readonly result: string; readonly column: Column }[];
}

/** Where a row says when it was made, and which one it is. */
export interface TimeBound {
  /** Read as an instant. */
  readonly stamp: Extract<FieldSource, { kind: 'column' | 'dateAndTime' }>;
  /** How far the clocks of the ERP and of the gateway may be apart, in milliseconds. */
  readonly skewMs: number;
  /** The result that tells one row from another: no row is ever taken for two commands. */
  readonly identity: string;
}

/** What the answer of a procedure means. */
export type AnswerMeaning = 'happened' | 'did-not-happen' | 'unknown';

/** The answer of a sanctioned procedure that only looks, in the database where the command was to happen. */
export interface VerifyByProcedure {
  readonly kind: 'procedure';
  readonly channel: string;
  readonly procedure: ViewName;
  readonly parameters: readonly ProcedureParameter[];
  /** The output parameter that answers, where it is not the return status. */
  readonly output?: Column;
  /** By code; everything else is no answer. */
  readonly meanings: ReadonlyMap<string, AnswerMeaning>;
  /** Results by name, each from an output parameter. */
  readonly results: readonly { readonly result: string; readonly parameter: string }[];
}

/** Whether nothing but this very command can have left what is looked for. */
export function isByReference(verify: VerifyBinding): boolean {
  if (verify.kind === 'view') return verify.match.some(({ value }) => value.kind === 'commandId');
  return verify.parameters.some((each) => each.kind === 'input' && each.value.kind === 'commandId');
}
