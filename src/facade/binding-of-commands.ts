// How writing operations are realised on the legacy side: sanctioned procedures and their parameters. Frozen data,
// adapters may read it. It must never decide what a caller may send; that is contract.ts.
import type { DropBinding, DropCapabilities, DropFolders } from './binding-of-drops.js';
import type { ProcedureParameter, Refusal } from './binding-of-values.js';
import { isByReference } from './binding-of-verification.js';
import type { VerifyBinding } from './binding-of-verification.js';
import type { ViewName } from './binding.js';

export type { CommandValue, ProcedureParameter, Refusal } from './binding-of-values.js';
export type { VerifyBinding } from './binding-of-verification.js';

/** A legacy connection the gateway writes through. `options` belong to the adapter and are checked by it. */
export interface ChannelBinding {
  readonly name: string;
  readonly adapter: string;
  readonly url: string;
  /** Code page of its char and varchar parameters, as the Encoding Standard names it; absent means windows-1252. */
  readonly codePage?: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of channels that drop files. */
  readonly drops?: {
    readonly folders: DropFolders;
    readonly can: DropCapabilities;
    /** SHA-256 pins of the server's host key, `SHA256:…`; of sftp at least one, and a second for a planned change. */
    readonly hostKeys: readonly string[];
  };
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

/** How one writing operation is realised. */
export interface CommandBinding {
  readonly operation: string;
  readonly order: OrderRule;
  readonly delivery: ProcedureBinding | DropBinding;
  /** Fields of the input that must name a record of another resource before the command is accepted. */
  readonly references: readonly ReferenceRule[];
  /** Who compares what a sender has seen (If-Match) with what is there; absent where nobody does. */
  readonly comparedBy?: ComparedBy;
  /** SHA-256 of everything above, base64url: a stored command whose binding changed is validated again. */
  readonly digest: string;
}

/**
 * `gateway`: before the command is accepted, with what can be read then, and never again. `erp`: so too, and by the
 * procedure as it makes the change.
 */
export type ComparedBy = 'gateway' | 'erp';

/** A reference that is looked at before a command is accepted. */
export interface ReferenceRule {
  /** `customerId`, or in a child list `lines.itemId`. */
  readonly field: string;
  readonly resource: string;
  /** Conditions on the record found, by its fields in canonical form; one that does not hold refuses the command. */
  readonly where: readonly { readonly field: string; readonly values: readonly string[] }[];
  /** Whether a record that cannot be looked at, or is not there (yet), refuses the command as well. */
  readonly strict: boolean;
}

/** The queue a command waits in: its channel, of file drops with the layout, as every layout has an order of its own. */
export function queueOf({ delivery }: CommandBinding): string {
  return delivery.kind === 'drop' ? `${delivery.channel}/${delivery.layout.name}` : delivery.channel;
}

/**
 * What can be promised about the effect of an operation: `exactly-once` where an unknown outcome can be verified by the
 * command's own reference; `exactly-once-if-alone` where it is verified by what others could have written as well: never
 * twice, and taken for done without being done only if somebody else wrote the same meanwhile;
 * `at-most-once-with-review` where a person must settle it.
 */
export type EffectGuarantee = 'exactly-once' | 'exactly-once-if-alone' | 'at-most-once-with-review';

/** The guarantee that follows from a binding and from what its channel can do. */
export function effectGuarantee({ delivery }: CommandBinding, channel: ChannelBinding | undefined): EffectGuarantee {
  const { verify } = delivery;
  const isProvable = delivery.kind === 'procedure' ? verify !== undefined : dropGaps(delivery, channel).length === 0;
  if (!isProvable) return 'at-most-once-with-review';
  return verify === undefined || isByReference(verify) ? 'exactly-once' : 'exactly-once-if-alone';
}

/** What keeps the outcome of a drop from being proven: nothing settles it, or the channel cannot do something. */
export type DropGap = 'settlement' | keyof DropCapabilities;

/** Everything that is missing. A file is proven to have arrived or not only where it can be looked for everywhere. */
export function dropGaps({ layout, verify }: DropBinding, channel: ChannelBinding | undefined): readonly DropGap[] {
  const can = channel?.drops?.can;
  const isSettled = layout.acknowledgement.kind === 'file' || verify !== undefined;
  const capabilities = (['list', 'read', 'renameNoOverwrite', 'archive'] as const).filter(
    (each) => can?.[each] !== true,
  );
  return [...(isSettled ? [] : ['settlement' as const]), ...capabilities];
}
