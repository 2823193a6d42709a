// Brings the batches of one queue to the ERP, one after the other: seals, publishes, looks for what may have been
// published, and waits while a person is needed. Everything it needs to know after a crash is in the ledger.
// It must never seal a batch while an earlier one is not out.
import type { CancelTimer } from '../../kernel/clock.js';
import { settledWithin } from '../../kernel/settled-within.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { QueueGate } from '../dispatch/queue-gate.js';
import type { Batch } from '../drops/batch.js';
import { failureText } from '../../kernel/failure-text.js';
import type { Unsubscribe } from '../journal.js';
import type { BatchJournal } from './batch-journal.js';
import { BatchResolver } from './batch-resolver.js';
import { Batcher } from './batcher.js';
import type { DropFrame } from './drop-frame.js';
import { Publisher } from './publisher.js';

/** One queue. Started once, stopped once. */
export class BatchQueue {
  readonly #gate: QueueGate;
  readonly #batcher: Batcher;
  readonly #publisher: Publisher;
  readonly #resolver: BatchResolver;
  readonly #stopping = new AbortController();
  #unsubscribe: readonly Unsubscribe[] = [];
  #cancelTimer: CancelTimer = () => undefined;
  #working: Promise<void> | undefined;
  #wanted = false;
  /** Monotonic milliseconds. */
  #nextLookAt = 0;
  /** No batch is open: new commands matter. */
  #collects = true;
  /** A try of a process that died, and by when it is over at the latest, in monotonic milliseconds. */
  #dying: { readonly batchId: string; readonly fence: number; readonly overAt: number } | undefined;

  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {
    this.#gate = new QueueGate(frame.queue, context);
    this.#batcher = new Batcher(frame, context, batches);
    this.#publisher = new Publisher(frame, context, batches);
    this.#resolver = new BatchResolver(frame, context, batches);
  }

  get queue(): string {
    return this.frame.queue;
  }

  start(): void {
    const { journal } = this.context;
    const onWork = journal.onWork(this.queue, () => this.#noteWork());
    this.#unsubscribe = [onWork, this.batches.onChange(this.queue, () => this.wake())];
    this.wake();
  }

  /** There may be something to do. */
  wake(): void {
    this.#wanted = true;
    if (this.#stopping.signal.aborted) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      // Somebody may have called between the last look and here.
      if (this.#wanted) this.wake();
    });
  }

  /** Begins nothing more and waits at most `graceMs` milliseconds for a publication that has begun. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort(new Error('the gateway is stopping'));
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#cancelTimer();
    await settledWithin(this.context.clock, graceMs, this.#working ?? Promise.resolve());
  }

  /** Every new command calls: only one by which a batch is due sooner than the next look is worth a look. */
  #noteWork(): void {
    const dueInMs = this.#collects ? this.#batcher.dueInMs() : undefined;
    if (dueInMs !== undefined && this.context.clock.monotonic() + dueInMs < this.#nextLookAt) this.wake();
  }

  async #work(): Promise<void> {
    let pauseMs = 0;
    while (this.#wanted && !this.#stopping.signal.aborted) {
      this.#wanted = false;
      this.#cancelTimer();
      pauseMs = await this.#step().catch((error: unknown) => this.#troubled(error));
      this.#wanted ||= pauseMs === 0;
    }
    if (this.#stopping.signal.aborted) return;
    const { clock } = this.context;
    this.#nextLookAt = clock.monotonic() + pauseMs;
    this.#cancelTimer = clock.after(pauseMs, () => this.wake());
  }

  /** Does what can be done now; resolves to the milliseconds until there may be more, 0 for at once. */
  async #step(): Promise<number> {
    const open = this.batches.open(this.queue);
    await open.refresh();
    const batch = open.blocking();
    this.#collects = batch === undefined;
    switch (batch?.state) {
      case undefined:
        return this.#collect();
      case 'sealed':
        return this.#publish(batch);
      case 'delivering':
        return this.#expire(batch);
      case 'unknown':
        return this.#resolver.look(batch, this.#stopping.signal);
      case 'parked':
      case 'delivered':
      case 'closed':
        return this.context.times.pollMs;
    }
  }

  async #collect(): Promise<number> {
    const { pollMs } = this.context.times;
    const closedForMs = await this.#gate.closedForMs();
    if (closedForMs > 0) return Math.min(closedForMs, pollMs);
    const dueInMs = this.#batcher.dueInMs();
    if (dueInMs === undefined) return pollMs;
    if (dueInMs > 0) return Math.min(dueInMs, pollMs);
    const sealed = await this.#batcher.close();
    return sealed === undefined ? pollMs : 0;
  }

  async #publish(batch: Batch): Promise<number> {
    const { pollMs } = this.context.times;
    const closedForMs = await this.#gate.closedForMs();
    if (closedForMs > 0) return Math.min(closedForMs, pollMs);
    const waitMs = Date.parse(batch.notBefore ?? batch.sealedAt) - this.context.clock.now();
    if (batch.notBefore !== undefined && waitMs > 0) return Math.min(waitMs, pollMs);
    const shut = required(this.context.lanes, this.frame.channel).shut();
    if (shut !== undefined) return Math.min(shut.forMs, pollMs);
    return (await this.#publisher.publish(batch, this.#stopping.signal)) ? 0 : pollMs;
  }

  /**
   * A try that this process does not know of, or whose outcome could not be stored. Its session is over when its lease
   * is; should the machine's clock have been set back, after as long as a try may take.
   */
  async #expire(batch: Batch): Promise<number> {
    const { clock, times, limits } = this.context;
    const { id: batchId, fence } = batch;
    if (this.#dying?.batchId !== batchId || this.#dying.fence !== fence) {
      const longestMs = required(limits, this.frame.channel).timeoutMs + times.graceMs;
      const leaseMs = Date.parse(batch.leaseUntil ?? batch.changedAt) - clock.now();
      this.#dying = { batchId, fence, overAt: clock.monotonic() + Math.min(longestMs, Math.max(0, leaseMs)) };
    }
    const leftMs = this.#dying.overAt - clock.monotonic();
    if (leftMs > 0) return Math.min(leftMs, times.pollMs);
    await this.batches.step(batch, 'unknown', { evidence: { unknown: 'The try did not end in time.' } });
    return 0;
  }

  #troubled(error: unknown): number {
    if (this.#stopping.signal.aborted) return this.context.times.pollMs;
    this.batches.open(this.queue).doubt();
    this.context.observe({ kind: 'warning', topic: 'drops', text: `${this.queue}: ${failureText(error)}` });
    return this.context.times.pollMs;
  }
}
