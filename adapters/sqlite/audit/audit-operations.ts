// What the writer thread can be asked for about the audit trail. It must never carry an entry that is not ready.
import { operation } from '../store/operation.js';
import type { AuditRow } from './audit-row.js';

/** Appends entries that stand for themselves, in order. */
export const APPEND_AUDIT = operation<readonly AuditRow[], undefined>('audit.append');

/** Records the head that was last written outside. */
export const RECORD_HEAD = operation<string, undefined>('audit.record-head');

/** Refuses every further entry. */
export const CLOSE_AUDIT = operation<undefined, undefined>('audit.close');

/** A step of retention on its way to the writer thread. */
export interface RetireRows {
  readonly upTo: number;
  readonly checkpoint: string;
  readonly audit: AuditRow;
}

/** Lets the oldest entries go. */
export const RETIRE_AUDIT = operation<RetireRows, undefined>('audit.retire');
