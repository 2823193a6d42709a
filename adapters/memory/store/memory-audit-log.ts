// The memory twin of the audit trail.
// It must never promise more than the real one: nothing but durability is left out.
import {
  type AuditEntry,
  AuditLog,
  type AuditQuery,
  type StoredAuditEntry,
} from '../../../src/audit/audit-log.port.js';
import { auditEntryOf } from '../../../src/audit/chain-entry.js';
import type { MemoryTables } from './memory-tables.js';

/** Keeps the trail for as long as the process lives. */
export class MemoryAuditLog extends AuditLog {
  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async list({ action, subject, before, limit }: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    await Promise.resolve();
    const all = this.tables.audit.map((text, index) => ({ place: index + 1, entry: auditEntryOf(text) }));
    const wanted = all.filter(
      ({ place, entry }) =>
        (before === undefined || place < before) &&
        (action === undefined || entry.action === action) &&
        (subject === undefined || entry.subject === subject),
    );
    return wanted.reverse().slice(0, limit);
  }

  async append(entry: AuditEntry): Promise<void> {
    await Promise.resolve();
    this.tables.tell(entry);
  }
}
