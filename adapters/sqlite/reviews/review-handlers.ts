// The reviews' side of the writer thread.
// It must never open again what a person has closed.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { momentOf } from '../../../src/write/command-order.js';
import type { ReviewDecision, ReviewItem } from '../../../src/write/drops/review.port.js';
import { auditTeller } from '../audit/append-audit.js';
import { wordKeeper } from '../payloads/wording.js';
import { handle, type Handlers, operation } from '../store/operation.js';

/** A decision about one item. */
export interface Closing {
  readonly id: string;
  readonly decision: ReviewDecision;
  readonly audit: AuditEntry | undefined;
}

export const PUT_REVIEWS = operation<readonly ReviewItem[], number>('reviews.put');
export const CLOSE_REVIEW = operation<Closing, boolean>('reviews.close');

const INSERT = `
INSERT INTO review (id, kind, queue, file_name, line, command_id, words, found_at, found_ms, closed_by, closed_reason,
  closed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const CLOSE = 'UPDATE review SET closed_by = ?, closed_reason = ?, closed_at = ? WHERE id = ? AND closed_at IS NULL';

/** Handlers over one writing connection. */
export function reviewHandlers(database: DatabaseSync): Handlers {
  const insert = database.prepare(INSERT);
  const close = database.prepare(CLOSE);
  const tell = auditTeller(database);
  const isThere = database.prepare('SELECT 1 FROM review WHERE id = ?');
  const seqOf = database.prepare('SELECT seq FROM command WHERE id = ?');
  const keep = wordKeeper(database);
  const put = (item: ReviewItem): number => {
    if (isThere.get(item.id) !== undefined) return 0;
    const seq = item.commandId === undefined ? undefined : seqOf.get(item.commandId)?.['seq'];
    insert.run(...columns(item, keep(seq === undefined ? null : Number(seq), { detail: item.detail })));
    return 1;
  };
  return new Map([
    handle(PUT_REVIEWS, (items) => items.reduce((sum, item) => sum + put(item), 0)),
    handle(CLOSE_REVIEW, ({ id, decision: { by, reason, at }, audit }) => {
      const done = close.run(by, reason, at, id).changes === 1;
      tell(audit, done);
      return done;
    }),
  ]);
}

function columns({ closed, ...item }: ReviewItem, words: number | null): (string | number | null)[] {
  return [
    ...[item.id, item.kind, item.queue, item.fileName, item.line, item.commandId ?? null, words],
    ...[item.foundAt, momentOf(item.foundAt)],
    ...[closed?.by ?? null, closed?.reason ?? null, closed?.at ?? null],
  ];
}
