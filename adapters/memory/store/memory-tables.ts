// What the memory twins of one store share, as the tables of the real one are shared: commands, marks, batches, reviews
// and the audit trail. It must never hold meaning; ledgers and the like are built on it.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { auditText, refusedEntry } from '../../../src/audit/chain-entry.js';
import type { Batch, BatchEntry } from '../../../src/write/drops/batch-ledger.port.js';
import type { ReviewItem } from '../../../src/write/drops/review.port.js';
import type { CommandEntry } from './command-entry.js';

/** One batch of the memory store. */
export interface BatchRecord {
  batch: Batch;
  readonly history: BatchEntry[];
  bytes: Uint8Array | undefined;
}

/** One mark of the memory store. */
export interface MarkRecord {
  readonly fingerprint: string;
  readonly commandId: string;
}

/** One store in memory, empty when new. Whatever changes in one turn of the event loop is one commit. */
export class MemoryTables {
  /** In order of acceptance. */
  readonly commands = new Map<string, CommandEntry>();
  readonly marks = new Map<string, MarkRecord>();
  /** In order of sealing. */
  readonly batches = new Map<string, BatchRecord>();
  readonly reviews = new Map<string, ReviewItem>();
  /** Texts of audit entries; the place of one is its index and one, and as many more as are gone. */
  readonly audit: string[] = [];
  /** How many of the oldest audit entries were let go. */
  auditGone = 0;

  /** True once nothing may be appended to the audit trail any more. */
  auditClosed = false;

  /** Appends an audit entry where there is one, saying whether what it tells of was done. Throws once none may be. */
  tell(entry: AuditEntry | undefined, done = true): void {
    if (entry === undefined) return;
    if (this.auditClosed) throw new Error('the audit trail is closed, for the gateway is stopping');
    this.audit.push(auditText(done ? entry : refusedEntry(entry)));
  }

  /** The command of this id, which must be there. */
  command(id: string): CommandEntry {
    const entry = this.commands.get(id);
    if (entry === undefined) throw new Error(`There is no command ${id}.`);
    return entry;
  }
}
