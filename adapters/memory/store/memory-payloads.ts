// The memory twin of the payloads: erasure on demand, retirement by age, over the same tables as the ledgers.
// It must never promise more than the real one: nothing but durability is left out.
import { entryWith } from '../../../src/audit/chain-entry.js';
import {
  assertErasure,
  assertRetirement,
  commandErased,
  entryErased,
  ERASED_AT_ONCE,
  ERASED_TEXT,
  mentions,
} from '../../../src/write/command-erasure.js';
import { isSettled } from '../../../src/write/command-moves.js';
import { momentOf } from '../../../src/write/command-order.js';
import {
  type Erased,
  type Erasure,
  Payloads,
  type Retired,
  type Retirement,
  type Subject,
} from '../../../src/write/payloads.port.js';
import type { CommandEntry } from './command-entry.js';
import type { MarkRecord, MemoryTables } from './memory-tables.js';

/** Payloads of the commands in a memory store. */
export class MemoryPayloads extends Payloads {
  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async erase(erasure: Erasure): Promise<Erased> {
    assertErasure(erasure);
    await Promise.resolve();
    const entries = this.#meant(erasure.which);
    const total = { erased: 0, unsettled: 0 };
    for (let first = 0; first === 0 || first < entries.length; first += ERASED_AT_ONCE) {
      const counts = this.#eraseAtOnce(entries.slice(first, first + ERASED_AT_ONCE), erasure.at);
      this.tables.tell(entryWith(erasure.audit, counts));
      total.erased += counts.erased;
      total.unsettled += counts.unsettled;
    }
    return total;
  }

  async retire(retirement: Retirement): Promise<Retired> {
    assertRetirement(retirement);
    await Promise.resolve();
    const { now, settledBefore, marksBefore, most, audit } = retirement;
    const old = this.#settledBefore(settledBefore).filter(({ command }) => command.erasedAt === undefined);
    const payloads = this.#eraseAtOnce(old.slice(0, most), now).erased;
    const forgotten = new Set(this.#settledBefore(marksBefore).map(({ command }) => command.id));
    const marks = [...this.tables.marks].filter(([, { commandId }]) => forgotten.has(commandId)).slice(0, most);
    marks.forEach(([name]: readonly [string, MarkRecord]) => this.tables.marks.delete(name));
    const counts = { payloads, marks: marks.length };
    if (audit !== undefined && payloads + marks.length > 0) this.tables.tell(entryWith(audit, counts));
    return counts;
  }

  #meant(which: Subject): readonly CommandEntry[] {
    const all = [...this.tables.commands.values()];
    if ('ids' in which) return all.filter(({ command }) => which.ids.includes(command.id));
    if ('orderKey' in which) return all.filter(({ command }) => command.orderKey === which.orderKey);
    return all.filter(({ command }) => mentions(command.input, which.field, which.value));
  }

  #eraseAtOnce(entries: readonly CommandEntry[], at: string): Erased {
    const whole = entries.filter(({ command }) => command.erasedAt === undefined);
    const settled = whole.filter(({ command }) => isSettled(command.state));
    for (const entry of settled) this.#erase(entry, at);
    return { erased: settled.length, unsettled: whole.length - settled.length };
  }

  #erase(entry: CommandEntry, at: string): void {
    const { id } = entry.command;
    entry.command = commandErased(entry.command, at);
    entry.history.splice(0, entry.history.length, ...entry.history.map(entryErased));
    for (const [key, item] of this.tables.reviews) {
      if (item.commandId === id) this.tables.reviews.set(key, { ...item, detail: ERASED_TEXT });
    }
    const record = this.tables.batches.get(entry.batchId ?? '');
    if (record?.batch.state === 'closed') record.bytes = undefined;
  }

  #settledBefore(moment: string): readonly CommandEntry[] {
    const settledAt = ({ command }: CommandEntry): number => momentOf(command.changedAt);
    return [...this.tables.commands.values()]
      .filter((entry) => isSettled(entry.command.state) && settledAt(entry) < momentOf(moment))
      .sort((one, other) => settledAt(one) - settledAt(other));
  }
}
