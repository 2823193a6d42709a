// How writing operations are realised on the legacy side: sanctioned procedures and their parameters. Frozen data,
// adapters may read it. It must never decide what a caller may send; that is contract.ts.
import type { Column, ViewName } from './binding.js';

/** A legacy connection the gateway writes through. `options` belong to the adapter and are checked by it. */
export interface ChannelBinding {
  readonly name: string;
  readonly adapter: string;
  readonly url: string;
  /** Code page of its char and varchar parameters, as the Encoding Standard names it; absent means windows-1252. */
  readonly codePage?: string;
  readonly options: Readonly<Record<string, unknown>>;
}

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

/** A parameter of a procedure; type and direction as the server declares them (shape.lock.yaml). */
export type ProcedureParameter =
  | { readonly kind: 'input'; readonly parameter: Column; readonly value: CommandValue }
  | { readonly kind: 'output'; readonly parameter: Column }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly type: ViewName;
      /** The input's child list that fills the table. */
      readonly child: string;
      readonly columns: readonly { readonly column: Column; readonly value: CommandValue }[];
    };

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

/** A sanctioned procedure that does what an operation says. */
export interface ProcedureBinding {
  readonly kind: 'procedure';
  readonly channel: string;
  readonly procedure: ViewName;
  readonly parameters: readonly ProcedureParameter[];
  /** Results by name, each from an output parameter. */
  readonly results: readonly { readonly result: string; readonly parameter: string }[];
  /** Refusals by return status; a status that is not listed and not 0 parks the command. */
  readonly returns: ReadonlyMap<number, Refusal>;
  /** Refusals by error number, THROWn by the procedure; never retried. */
  readonly refusals: ReadonlyMap<number, Refusal>;
  readonly verify?: VerifyBinding;
}

/** One piece of an order key's template. */
export type OrderKeyPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'key' }
  /** The command's own id: no other command has it, so nothing waits for anything. The default of creates. */
  | { readonly kind: 'commandId' };

/** Commands with the same order key reach the ERP one after the other, in the order they were accepted. */
export interface OrderRule {
  readonly by: readonly OrderKeyPart[];
  /** Whether a parked command holds back the later ones of its key. */
  readonly whenParked: 'block' | 'pass';
}

/** How one writing operation is realised. File drops join `delivery` with their own kind. */
export interface CommandBinding {
  readonly operation: string;
  readonly order: OrderRule;
  readonly delivery: ProcedureBinding;
  /** SHA-256 of everything above, base64url: a stored command whose binding changed is validated again. */
  readonly digest: string;
}

/**
 * What can be promised about the effect of an operation: `exactly-once` where an unknown outcome can be verified,
 * `at-most-once-with-review` where a person must settle it.
 */
export type EffectGuarantee = 'exactly-once' | 'at-most-once-with-review';

/** The guarantee that follows from a binding. */
export function effectGuarantee({ delivery }: CommandBinding): EffectGuarantee {
  return delivery.verify === undefined ? 'at-most-once-with-review' : 'exactly-once';
}
