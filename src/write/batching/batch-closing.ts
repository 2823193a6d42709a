// Closes a batch once every one of its commands is settled, whoever settled the last one.
// It must never decide by itself that they are: the ledger refuses to close a batch with an unsettled member.
import type { Batch, BatchState } from '../drops/batch.js';
import { failureText } from '../../kernel/failure-text.js';
import type { Observer } from '../../observability/observation.js';
import type { Journal, Unsubscribe } from '../journal.js';
import type { BatchJournal } from './batch-journal.js';

/** From elsewhere a batch has some way to go before it can be closed. */
const CLOSABLE: ReadonlySet<BatchState> = new Set(['delivered', 'parked'] as const);

/** The closing of all queues' batches. */
export class BatchClosing {
  readonly #closing = new Map<string, Promise<void>>();
  #unsubscribe: readonly Unsubscribe[] = [];

  constructor(
    private readonly queues: readonly string[],
    private readonly batches: BatchJournal,
    private readonly parts: { readonly journal: Journal; readonly observe: Observer },
  ) {}

  /** Closes what a process before left to be closed, and from then on whatever comes to it. */
  start(): void {
    const { journal } = this.parts;
    const known = new Set(this.queues);
    const onSettled = journal.onSettled((_resource, { id, channel }) => {
      const last = known.has(channel) ? this.batches.open(channel).settled(id) : undefined;
      if (last !== undefined) this.#close(last);
    });
    const onChange = this.queues.map((queue) => this.batches.onChange(queue, ({ id }) => this.#look(queue, id)));
    this.#unsubscribe = [onSettled, ...onChange];
    this.lookAgain();
  }

  /** Closes what could not be closed when it was time. */
  lookAgain(): void {
    for (const queue of this.queues) this.#look(queue);
  }

  /** Waits for what is being closed. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await Promise.all(this.#closing.values());
  }

  #look(queue: string, id?: string): void {
    for (const { batch, unsettled } of this.batches.open(queue).all())
      if (unsettled.size === 0 && (id === undefined || batch.id === id)) this.#close(batch);
  }

  #close(batch: Batch): void {
    if (!CLOSABLE.has(batch.state) || this.#closing.has(batch.id)) return;
    const closing = this.#closeOne(batch).finally(() => this.#closing.delete(batch.id));
    this.#closing.set(batch.id, closing);
  }

  async #closeOne(batch: Batch): Promise<void> {
    try {
      await this.batches.step(batch, 'closed');
    } catch (error) {
      // It stays, and the next look tries again.
      const text = `closing batch ${batch.id}: ${failureText(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }
}
