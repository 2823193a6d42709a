// A batch as a row and back. It must never lose a member or invent one.
import type { Batch, BatchEntry, BatchMember, BatchState } from '../../../src/write/drops/batch-ledger.port.js';
import { json, optional, type Row, text } from '../store/row.js';

/** The batch of a row, with its members. */
export function batchOf(row: Row, members: readonly BatchMember[]): Batch {
  return {
    id: text(row, 'id'),
    queue: text(row, 'queue'),
    sequence: Number(row['sequence']),
    date: text(row, 'date'),
    fileName: text(row, 'file_name'),
    ...optional(row, 'done_name', 'doneName'),
    ...optional(row, 'acknowledgement_name', 'acknowledgementName'),
    sha256: text(row, 'sha256'),
    members,
    sealedAt: text(row, 'sealed_at'),
    state: text(row, 'state') as BatchState,
    fence: Number(row['fence']),
    attempts: Number(row['attempts']),
    changedAt: text(row, 'changed_at'),
    ...optional(row, 'lease_until', 'leaseUntil'),
    ...optional(row, 'not_before', 'notBefore'),
    ...optional(row, 'delivered_at', 'deliveredAt'),
    ...optional(row, 'overdue_since', 'overdueSince'),
    ...optional(row, 'parked_reason', 'parkedReason'),
  };
}

/** Members of one batch, in their order, with how each command stands. */
export const SELECT_MEMBERS = `
SELECT c.seq, c.id, c.state, m.line, m.business_key
FROM batch_member m JOIN command c ON c.seq = m.command WHERE m.batch = ? ORDER BY m.place`;

/** The member of a row of SELECT_MEMBERS. */
export function batchMemberOf(row: Row): BatchMember {
  return {
    commandId: text(row, 'id'),
    line: Number(row['line']),
    ...optional(row, 'business_key', 'businessKey'),
  };
}

/** The entry of a row of the history. */
export function batchEntryOf(row: Row): BatchEntry {
  return {
    at: text(row, 'at'),
    state: text(row, 'state') as BatchState,
    by: text(row, 'by'),
    ...optional(row, 'reason', 'reason'),
    ...(row['evidence'] !== null && { evidence: json(row, 'evidence') }),
  };
}
