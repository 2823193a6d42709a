// The batches of one queue that are not closed, and which of their commands are not settled: remembered, because one
// process owns the ledger, and read again whenever a write to it may have failed half-way.
// It must never be believed about anything that the ledger itself checks in the commit.
import type { Batch, BatchState } from '../drops/batch.js';
import type { BatchLedger } from '../drops/batch-ledger.port.js';
import { BLOCKING } from '../drops/batch-moves.js';
import type { Journal } from '../journal.js';

/** One batch and the ids of its unsettled commands. */
export interface OpenBatch {
  readonly batch: Batch;
  readonly unsettled: ReadonlySet<string>;
}

const OPEN: readonly BatchState[] = [...BLOCKING, 'delivered'];
const PAGE = 100;

/** What is open in one queue. */
export class OpenBatches {
  readonly #batches = new Map<string, { batch: Batch; readonly unsettled: Set<string> }>();
  readonly #batchOf = new Map<string, string>();
  #isKnown = false;

  constructor(
    readonly queue: string,
    private readonly batches: BatchLedger,
    private readonly journal: Journal,
  ) {}

  /** Reads everything again if what is remembered may be wrong. Rejects when the ledger cannot be read. */
  async refresh(): Promise<void> {
    if (this.#isKnown) return;
    const found: Batch[] = [];
    for (let before: string | undefined; ;) {
      const query = { queue: this.queue, states: OPEN, limit: PAGE, ...(before !== undefined && { before }) };
      const page = await this.batches.list(query);
      found.push(...page);
      before = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    this.#batches.clear();
    this.#batchOf.clear();
    for (const batch of found) this.put(batch);
    this.#isKnown = true;
  }

  /** What is remembered may be wrong from now on. */
  doubt(): void {
    this.#isKnown = false;
  }

  /** The batch stands so now. */
  put(batch: Batch): void {
    const known = this.#batches.get(batch.id);
    if (batch.state === 'closed') this.#drop(batch);
    else if (known !== undefined) known.batch = batch;
    else this.#add(batch);
  }

  /** Its acknowledgement is overdue since `at`; everything else stays as it is known to be by now. */
  overdue(id: string, at: string): void {
    const known = this.#batches.get(id);
    if (known !== undefined) known.batch = { ...known.batch, overdueSince: at };
  }

  /** A command has settled: gives back its batch when it was the last one of it. */
  settled(commandId: string): Batch | undefined {
    const id = this.#batchOf.get(commandId);
    const found = id === undefined ? undefined : this.#batches.get(id);
    if (found === undefined) return undefined;
    this.#batchOf.delete(commandId);
    found.unsettled.delete(commandId);
    return found.unsettled.size === 0 ? found.batch : undefined;
  }

  /** All of them, the oldest first. */
  all(): readonly OpenBatch[] {
    return [...this.#batches.values()].sort((a, b) => (a.batch.id < b.batch.id ? -1 : 1));
  }

  /** The one that must be done with before the next can be sealed. */
  blocking(): Batch | undefined {
    return this.all().find(({ batch }) => BLOCKING.includes(batch.state))?.batch;
  }

  #add(batch: Batch): void {
    const { standing } = this.journal;
    const ids = batch.members.map(({ commandId }) => commandId);
    const unsettled = new Set(ids.filter((id) => standing.stateOf({ id, channel: this.queue }) !== undefined));
    for (const id of unsettled) this.#batchOf.set(id, batch.id);
    this.#batches.set(batch.id, { batch, unsettled });
  }

  #drop({ id, members }: Batch): void {
    this.#batches.delete(id);
    for (const { commandId } of members) if (this.#batchOf.get(commandId) === id) this.#batchOf.delete(commandId);
  }
}
