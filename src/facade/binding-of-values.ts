// What procedures and file drops have in common: where values come from and go to, what refusals mean. Frozen data,
// adapters may read it. It must never know how a value is delivered.
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

/** A parameter of a procedure; type and direction as the server declares them (shape.lock.yaml). */
export type ProcedureParameter =
  | { readonly kind: 'input'; readonly parameter: Column; readonly value: CommandValue }
  | { readonly kind: 'output'; readonly parameter: Column }
  /** Takes the version of the record that the sender has seen; NULL where there is nothing to compare. */
  | { readonly kind: 'version'; readonly parameter: Column }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly type: ViewName;
      /** The input's child list that fills the table. */
      readonly child: string;
      readonly columns: readonly { readonly column: Column; readonly value: CommandValue }[];
    };
