// What retention asks of the writer thread, as plain data.
// It must never name a statement.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import type { Erased, Retired } from '../../../src/write/payloads.port.js';
import { operation } from '../store/operation.js';

/** Commands to erase in one commit. */
export interface ErasePage {
  readonly ids: readonly string[];
  readonly at: string;
  readonly audit: AuditEntry;
}

/** What is old enough to go in one commit; moments in ms since 1970. */
export interface RetirePage {
  readonly at: string;
  readonly settledBefore: number;
  readonly marksBefore: number;
  readonly payloads: number;
  readonly marks: number;
  readonly audit: AuditEntry | undefined;
}

export const ERASE_PAGE = operation<ErasePage, Erased>('payloads.erase');
export const RETIRE_PAGE = operation<RetirePage, Retired>('payloads.retire');
/** Frees space of what was erased long ago; true when there may be more. */
export const RECLAIM_SPACE = operation<undefined, boolean>('payloads.reclaim');
/** Leaves no earlier copy of any page outside the database file. Carried out outside of transactions. */
export const EMPTY_LOG = operation<undefined, undefined>('store.empty-log');
