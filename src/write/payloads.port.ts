// The port to what commands carry, for whoever may take it away: erasure on demand, retirement by age.
// It must never touch a command that is not settled, nor take away that the command was, and what became of it.
import type { AuditEntry } from '../audit/audit-entry.js';

/** Whose payloads are meant: commands by id, of one order key, or with this value in a member of that name anywhere. */
export type Subject =
  | { readonly ids: readonly string[] }
  | { readonly orderKey: string }
  | { readonly field: string; readonly value: string | number | boolean };

/** An order to erase. */
export interface Erasure {
  readonly which: Subject;
  readonly at: string;
  /** Appended in each commit that erases, with its counts as `erased` and `unsettled`, and once when none does. */
  readonly audit: AuditEntry;
}

/** What became of it. What was erased before counts nowhere. */
export interface Erased {
  readonly erased: number;
  /** Commands left whole because they are not settled. */
  readonly unsettled: number;
}

/** What is old enough to go. */
export interface Retirement {
  readonly now: string;
  /** Payloads of commands that settled before this are erased. */
  readonly settledBefore: string;
  /** Idempotency marks of commands that settled before this are forgotten; at least 7 days before `now`. */
  readonly marksBefore: string;
  /** Most payloads, and most marks, in one call; ask again until both counts are lower. */
  readonly most: number;
  /** Appended in each commit that takes something away, with its counts as `payloads` and `marks`. */
  readonly audit?: AuditEntry;
}

/** What one call of `retire` took away. */
export interface Retired {
  readonly payloads: number;
  readonly marks: number;
}

/**
 * Every promise that resolves is on disk, and what is gone is in none of the store's files any more. Work is done in
 * short commits that let others pass. Rejects with StoreBusy or StoreUnavailable like the Ledger.
 */
export abstract class Payloads {
  /**
   * Erases inputs, texts of refusals, evidence and persons' reasons in histories, and the detail of review items about
   * these commands. The bytes of a batch with such a member go too, at once or when the batch is closed. A repeated
   * request with the same mark is still answered with the same command. The audit trail is not touched: reasons given
   * there must not repeat values. Rejects with RangeError for a subject that names nothing.
   */
  abstract erase(erasure: Erasure): Promise<Erased>;
  /** Rejects with RangeError for marks that would go too early, or for a `most` that is none. */
  abstract retire(retirement: Retirement): Promise<Retired>;
}
