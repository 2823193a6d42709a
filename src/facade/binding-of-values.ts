// What procedures and file drops have in common: where values come from, what refusals mean, how an outcome is found out.
// Frozen data, adapters may read it. It must never know how a value is delivered.
import type { Column, ViewName } from './binding.js';

/** Where the value of a parameter, a column or a match comes from. */
export type CommandValue =
  /**
   * A field of the input, in a table one of the child's. Absent optional fields are sent as NULL. `part` counts from 0
   * where the resource's binding keeps the field in several columns, such as a code map of two.
   */
  | { readonly kind: 'field'; readonly field: string; readonly part?: number }
  /** The key in the address, of changes and actions; `part` counts from 0 where a key has several. */
  | { readonly kind: 'key'; readonly part: number }
  /** The command's id, a ULID of 26 characters. */
  | { readonly kind: 'commandId' }
  | { readonly kind: 'constant'; readonly value: string };

/** What the ERP's refusal means: a stable reason code and its public text. */
export interface Refusal {
  readonly reason: string;
  readonly text: string;
}

/** How the gateway finds out whether a command happened: a row of an approved view that carries its traces. */
export interface VerifyBinding {
  readonly source: string;
  readonly view: ViewName;
  /** All must hold; usually one column that holds the command's id. */
  readonly match: readonly { readonly column: Column; readonly value: CommandValue }[];
  /** Results that can be read from the row, by result name. */
  readonly results: readonly { readonly result: string; readonly column: Column }[];
}
