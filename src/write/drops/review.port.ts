// The port to what acknowledgements said that could not be believed: kept for people, never acted upon.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { ReviewKind } from '../../observability/observation-of-drops.js';

/** One thing a person must look at. The same thing found again, such as after a restart, is one item. */
export interface ReviewItem {
  /** SHA-256 over queue, file, line and kind, base64url. */
  readonly id: string;
  readonly kind: ReviewKind;
  readonly queue: string;
  readonly fileName: string;
  readonly line: number;
  readonly commandId?: string;
  /** What is wrong, for people; at most 500 characters, without control characters. */
  readonly detail: string;
  readonly foundAt: string;
  readonly closed?: ReviewDecision;
}

/** Who closed an item, why and when. */
export interface ReviewDecision {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** Every promise that resolves is on disk. Rejects with StoreBusy or StoreUnavailable like the Ledger. */
export abstract class Reviews {
  /** Stores the items that are new; resolves to how many were. One that was closed stays closed. */
  abstract put(items: readonly ReviewItem[]): Promise<number>;
  /** The open ones only, or open ones before closed ones; each newest first by when they were found. */
  abstract list(query: { readonly open: boolean; readonly limit: number }): Promise<readonly ReviewItem[]>;
  /**
   * Closes an open one; false when there is none of that id. The audit entry is appended in the same commit, with the
   * outcome `refused` when there was nothing to close. Rejects with RangeError for a decision without a reason.
   */
  abstract close(id: string, decision: ReviewDecision, audit?: AuditEntry): Promise<boolean>;
}

/** Throws RangeError, naming every fault, for a decision that does not say who decided and why. */
export function assertDecision({ by, reason }: ReviewDecision): void {
  const missing = [by.trim() === '' && 'who decided', reason.trim() === '' && 'why'].filter((part) => part !== false);
  if (missing.length > 0) throw new RangeError(`A review item is closed by saying ${missing.join(' and ')}.`);
}
