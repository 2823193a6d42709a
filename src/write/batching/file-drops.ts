// Everything about file drops that runs: the batches of each queue, what comes back on each channel, the closing of what
// is over. Started and stopped together. It must never start to publish before it knows what a process before left open.
import { AcknowledgementPoller } from '../acknowledgements/acknowledgement-poller.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { BatchClosing } from './batch-closing.js';
import type { BatchJournal } from './batch-journal.js';
import { BatchQueue } from './batch-queue.js';
import { dropFrames } from './drop-frame.js';

/** All queues of files. */
export class FileDrops {
  readonly #queues: readonly BatchQueue[];
  readonly #pollers: readonly AcknowledgementPoller[];
  readonly #closing: BatchClosing;

  constructor(
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {
    const frames = dropFrames(context);
    this.#queues = frames.map((frame) => new BatchQueue(frame, context, batches));
    this.#closing = new BatchClosing(
      frames.map(({ queue }) => queue),
      batches,
      context,
    );
    this.#pollers = [...Map.groupBy(frames, ({ channel }) => channel)].map(
      ([channel, own]) => new AcknowledgementPoller(channel, own, context, batches),
    );
  }

  /** Rejects when the ledger cannot be read. The standing of commands must be known before. */
  async start(): Promise<void> {
    await Promise.all(this.#queues.map(({ queue }) => this.batches.open(queue).refresh()));
    this.#closing.start();
    for (const queue of this.#queues) queue.start();
    for (const poller of this.#pollers) poller.start();
  }

  /** A person has opened or closed something against the calendar. */
  reopened(): void {
    for (const queue of this.#queues) queue.wake();
  }

  /** Says how the batches of each queue stand; closes on the way what could not be closed before. */
  tell(): void {
    this.#closing.lookAgain();
    for (const { queue } of this.#queues) {
      const all = this.batches.open(queue).all();
      const awaited = all.filter(({ batch }) => batch.state === 'delivered');
      this.context.observe({
        kind: 'batches-standing',
        queue,
        awaited: awaited.length,
        overdue: awaited.filter(({ batch }) => batch.overdueSince !== undefined).length,
        blocked: all.some(({ batch }) => batch.state === 'parked'),
      });
    }
  }

  /** Finishes what has begun, for at most `graceMs` milliseconds; everything else stays in the ledger. */
  async stop(graceMs: number): Promise<void> {
    await Promise.all([...this.#queues, ...this.#pollers].map((each) => each.stop(graceMs)));
    await this.#closing.stop();
  }
}
