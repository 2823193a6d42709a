// The port to the audit trail. It must never change an entry; most are appended in the commit of what they tell of, by
// whoever stores that.
import type { AuditAction, AuditActor, AuditEntry } from './audit-entry.js';

export type { AuditAction, AuditActor, AuditEntry } from './audit-entry.js';

/** An entry and its place; places grow by one. */
export interface StoredAuditEntry {
  readonly place: number;
  readonly entry: AuditEntry;
}

/** Which entries to list, newest first. Every member narrows. */
export interface AuditQuery {
  readonly actor?: { readonly kind?: AuditActor['kind']; readonly id: string };
  readonly action?: AuditAction;
  readonly subject?: string;
  readonly outcome?: AuditEntry['outcome'];
  readonly correlationId?: string;
  /** Moments, RFC 3339 in UTC: `from` included, `to` not. */
  readonly from?: string;
  readonly to?: string;
  /** Places lower than this one. */
  readonly before?: number;
  readonly limit: number;
}

/** Reads the trail. Every promise that resolves is on disk. */
export abstract class AuditLog {
  abstract list(query: AuditQuery): Promise<readonly StoredAuditEntry[]>;
  /** Appends an entry that tells of something the store itself does not hold, such as an override of the calendar. */
  abstract append(entry: AuditEntry): Promise<void>;
  /** Appends entries in one commit, in order. */
  abstract appendAll(entries: readonly AuditEntry[]): Promise<void>;
}
