// The memory twin of the audit trail.
// It must never promise more than the real one: nothing but durability is left out.
import {
  type AuditEntry,
  AuditLog,
  type AuditQuery,
  type StoredAuditEntry,
} from '../../../src/audit/audit-log.port.js';
import { auditEntryOf } from '../../../src/audit/chain-entry.js';
import { isAskedFor } from '../../../src/audit/chain-search.js';
import type { MemoryTables } from './memory-tables.js';

/** Keeps the trail for as long as the process lives. */
export class MemoryAuditLog extends AuditLog {
  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async list(query: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    await Promise.resolve();
    const gone = this.tables.auditGone;
    const all = this.tables.audit.map((text, index) => ({ place: gone + index + 1, entry: auditEntryOf(text) }));
    return all
      .filter((stored) => isAskedFor(query, stored))
      .reverse()
      .slice(0, query.limit);
  }

  async append(entry: AuditEntry): Promise<void> {
    await this.appendAll([entry]);
  }

  async appendAll(entries: readonly AuditEntry[]): Promise<void> {
    await Promise.resolve();
    entries.forEach((entry) => this.tables.tell(entry));
  }
}
