// What auditors may do: search the trail, and take all or a part of it along.
// It must never change anything, nor hold more of the trail than a page.
import { setImmediate } from 'node:timers/promises';
import type { AuditLog, AuditQuery, StoredAuditEntry } from './audit-log.port.js';
import { isAskedFor } from './chain-search.js';
import { auditEntryOf } from './chain-entry.js';
import type { AuditChain, ChainedEntry } from './chain/audit-chain.port.js';
import { checkpointPosition } from './chain/checkpoint-position.js';
import { endLine, entryLine, headerLine } from './export/export-line.js';
import type { Clock } from '../kernel/clock.js';

/** Narrows an export; with none of it the export is whole and can be verified. */
export type ExportQuery = Omit<AuditQuery, 'before' | 'limit'>;

/** What the desk works with. */
export interface AuditDeskParts {
  readonly log: Pick<AuditLog, 'list'>;
  readonly chain: Pick<AuditChain, 'stream' | 'end' | 'after' | 'checkpoint'>;
  readonly clock: Clock;
}

const PAGE = 500;

/** The desk. */
export class AuditDesk {
  constructor(private readonly parts: AuditDeskParts) {}

  /** Entries, newest first. */
  list(query: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    return this.parts.log.list(query);
  }

  /**
   * The trail as lines, oldest first, in pieces of whole lines; made as they are taken. Goes up to the last entry there
   * is at the start. Rejects when entries are let go before they were taken.
   */
  async *export(query: ExportQuery = {}): AsyncIterable<string> {
    const { chain, clock } = this.parts;
    const [stream, checkpoint, end] = await Promise.all([chain.stream(), chain.checkpoint(), chain.end()]);
    const whole = Object.keys(query).length === 0;
    const at = new Date(clock.now()).toISOString();
    yield `${headerLine({ v: 1, kind: 'audit-export', stream, at, whole, checkpoint: checkpoint ?? null })}\n`;
    let entries = 0;
    const gone = checkpoint === undefined ? 0 : checkpointPosition(checkpoint).place;
    for await (const page of this.#pages(gone, end.place)) {
      const asked = whole ? page : page.filter((each) => isAskedFor({ ...query, limit: PAGE }, storedOf(each)));
      entries += asked.length;
      yield asked.map((entry) => `${entryLine(entry)}\n`).join('');
    }
    yield `${endLine(entries)}\n`;
  }

  /** Everything behind the place `gone`: where the checkpoint in the header stops, not where the trail begins by now. */
  async *#pages(gone: number, end: number): AsyncIterable<readonly ChainedEntry[]> {
    for (let place = gone; place < end;) {
      const page = await this.parts.chain.after(place, Math.min(PAGE, end - place));
      if (page[0]?.place !== place + 1) throw new Error('entries were let go while they were being exported');
      place += page.length;
      yield page;
      // Others want the main thread, too.
      await setImmediate();
    }
  }
}

function storedOf({ place, text }: ChainedEntry): StoredAuditEntry {
  return { place, entry: auditEntryOf(text) };
}
