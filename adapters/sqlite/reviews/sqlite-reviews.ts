// Review items in an embedded store.
// It must never resolve a write that is not on disk.
import type { StatementSync } from 'node:sqlite';
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import type { ReviewKind } from '../../../src/observability/observation-of-drops.js';
import { ERASED_TEXT } from '../../../src/write/command-erasure.js';
import { momentOf } from '../../../src/write/command-order.js';
import { assertDecision, type ReviewDecision, type ReviewItem, Reviews } from '../../../src/write/drops/review.port.js';
import { wordsOf } from '../payloads/wording.js';
import { optional, type Row, text, textOrNone } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { CLOSE_REVIEW, PUT_REVIEWS } from './review-handlers.js';

const LIST = `
SELECT r.*, w.text AS wording FROM review r INDEXED BY review_in_order LEFT JOIN wording w ON w.place = r.words
WHERE (r.closed_at IS NOT NULL) <= ? ORDER BY r.closed_at IS NOT NULL, r.found_ms DESC, r.id LIMIT ?`;

/** Items beside the commands they are about. */
export class SqliteReviews extends Reviews {
  readonly #writer: Writer;
  readonly #list: StatementSync;

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#list = store.reading.prepare(LIST);
  }

  async put(items: readonly ReviewItem[]): Promise<number> {
    items.forEach(({ foundAt }) => momentOf(foundAt));
    return this.#writer.write(PUT_REVIEWS, items, 'owed');
  }

  async list({ open, limit }: { readonly open: boolean; readonly limit: number }): Promise<readonly ReviewItem[]> {
    return Promise.resolve(this.#list.all(Number(!open), limit).map(reviewOf));
  }

  async close(id: string, decision: ReviewDecision, audit?: AuditEntry): Promise<boolean> {
    assertDecision(decision);
    return this.#writer.write(CLOSE_REVIEW, { id, decision, audit }, 'owed');
  }
}

function reviewOf(row: Row): ReviewItem {
  return {
    id: text(row, 'id'),
    kind: text(row, 'kind') as ReviewKind,
    queue: text(row, 'queue'),
    fileName: text(row, 'file_name'),
    line: Number(row['line']),
    ...optional(row, 'command_id', 'commandId'),
    detail: wordsOf(row).detail ?? ERASED_TEXT,
    foundAt: text(row, 'found_at'),
    ...closedOf(row),
  };
}

function closedOf(row: Row): Pick<ReviewItem, 'closed'> {
  const at = textOrNone(row, 'closed_at');
  return at === undefined ? {} : { closed: { by: text(row, 'closed_by'), reason: text(row, 'closed_reason'), at } };
}
