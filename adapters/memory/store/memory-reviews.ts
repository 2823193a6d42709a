// The memory twin of the review items.
// It must never promise more than the real one: nothing but durability is left out.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { assertDecision, type ReviewDecision, type ReviewItem, Reviews } from '../../../src/write/drops/review.port.js';
import { copyOf } from './command-entry.js';
import type { MemoryTables } from './memory-tables.js';

/** Keeps review items for as long as the process lives. */
export class MemoryReviews extends Reviews {
  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async put(items: readonly ReviewItem[]): Promise<number> {
    await Promise.resolve();
    const { reviews } = this.tables;
    const before = reviews.size;
    for (const item of items) if (!reviews.has(item.id)) reviews.set(item.id, copyOf(item));
    return reviews.size - before;
  }

  async list({ open, limit }: { readonly open: boolean; readonly limit: number }): Promise<readonly ReviewItem[]> {
    await Promise.resolve();
    const wanted = [...this.tables.reviews.values()].filter(({ closed }) => !open || closed === undefined);
    return wanted.sort(openThenNewest).slice(0, limit).map(copyOf);
  }

  async close(id: string, decision: ReviewDecision, audit?: AuditEntry): Promise<boolean> {
    assertDecision(decision);
    await Promise.resolve();
    const item = this.tables.reviews.get(id);
    const done = item !== undefined && item.closed === undefined;
    this.tables.tell(audit, done);
    if (done) this.tables.reviews.set(id, { ...item, closed: copyOf(decision) });
    return done;
  }
}

function openThenNewest(one: ReviewItem, other: ReviewItem): number {
  const byState = Number(one.closed !== undefined) - Number(other.closed !== undefined);
  const byTime = Date.parse(other.foundAt) - Date.parse(one.foundAt);
  return byState || byTime || (one.id < other.id ? -1 : 1);
}
