// One delivery to the ERP and what became of it, as frozen data between the write path and channels.
// It must never hold statement text.
import type { Column, ViewName } from '../facade/binding.js';
import type { LegacyValue } from './legacy-value.js';

/** A parameter with its value in legacy terms. */
export type DeliveryParameter =
  | { readonly kind: 'input'; readonly parameter: Column; readonly value: LegacyValue }
  | { readonly kind: 'output'; readonly parameter: Column }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly type: ViewName;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly LegacyValue[])[];
    };

/** A call of one sanctioned procedure on behalf of one command. */
export interface ProcedureDelivery {
  readonly commandId: string;
  readonly operation: string;
  readonly procedure: ViewName;
  readonly parameters: readonly DeliveryParameter[];
  /** Error numbers that mean a business refusal. */
  readonly refusalNumbers: ReadonlySet<number>;
  /** Epoch milliseconds from which on the call must not be sent any more: a closed time begins. */
  readonly sendBefore?: number;
}

/** What became of a delivery. The texts are for log and evidence only. */
export type DeliveryOutcome =
  /** The ERP answered to the end. Outputs by parameter name, without the at sign. */
  | {
      readonly kind: 'answered';
      readonly returnStatus: number;
      readonly outputs: ReadonlyMap<string, LegacyValue>;
    }
  /** The ERP refused with one of the declared numbers and did nothing. */
  | { readonly kind: 'refused'; readonly errorNumber: number; readonly message: string }
  /** The ERP is proven to have done nothing: no byte was sent, or its own error says it rolled back. */
  | {
      readonly kind: 'nothing-done';
      readonly reason: string;
      /** The ERP could not even be reached. */
      readonly unreachable?: true;
    }
  /** No byte was sent, because `sendBefore` had come. */
  | { readonly kind: 'too-late'; readonly reason: string }
  /** Nobody knows whether it happened. `sessionEnded` is true once the ERP's session is known to be over. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly sessionEnded: boolean }
  /** The ERP refused for a reason nobody has declared: not retried, a person decides. */
  | { readonly kind: 'undeclared'; readonly errorNumber: number | undefined; readonly message: string };

/** What every channel says of a call that is too late. */
export const TOO_LATE: DeliveryOutcome = Object.freeze({
  kind: 'too-late',
  reason: 'a closed time began before the call could be sent',
});

/** Whether a call must not be sent any more at `now`, in epoch milliseconds. */
export function isTooLate({ sendBefore = Infinity }: ProcedureDelivery, now: number): boolean {
  return now >= sendBefore;
}
