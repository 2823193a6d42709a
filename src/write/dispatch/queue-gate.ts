// Whether a queue may go on, by the calendar: inside a closed time everything that waits is held, and let go of when the
// time ends or a person ends it early. It must never close a queue by itself.
import { GATEWAY } from '../command-after-move.js';
import { channelOf } from './dispatch-context.js';
import type { Closing, DispatchContext } from './dispatch-context.js';

/** What the gate needs of the outside. */
export type GateContext = Pick<DispatchContext, 'journal' | 'clock' | 'observe' | 'closed'>;

/** The gate of one queue. */
export class QueueGate {
  #told: Closing | undefined;

  constructor(
    readonly queue: string,
    private readonly context: GateContext,
  ) {}

  /** The closed time of now. */
  closing(): Closing | undefined {
    return this.context.closed(channelOf(this.queue), this.context.clock.now());
  }

  /**
   * Milliseconds until the queue may go on; 0 while it is open. What waits is held or let go of on the way. Rejects when
   * the ledger fails.
   */
  async closedForMs(): Promise<number> {
    const closing = this.closing();
    if (closing === undefined) await this.#opened();
    else await this.#hold(closing);
    return closing === undefined ? 0 : Math.max(1, closing.until - this.context.clock.now());
  }

  async #hold(closing: Closing): Promise<void> {
    const { journal } = this.context;
    const until = new Date(closing.until).toISOString();
    const isNew = this.#told?.until !== closing.until;
    this.#told = closing;
    if (isNew) this.#tell(until, closing.reason);
    if (isNew || journal.standing.ready(this.queue) > 0)
      await journal.hold({ channel: this.queue, until, reason: closing.reason });
  }

  /** The end may have come before the time that was foretold, here or while no gateway ran. */
  async #opened(): Promise<void> {
    const { journal } = this.context;
    const told = this.#told;
    this.#told = undefined;
    if (told !== undefined) this.#tell(undefined, told.reason);
    if (journal.standing.held(this.queue) === 0) return;
    await journal.release({ channel: this.queue, by: GATEWAY, reason: 'the channel is open' });
  }

  #tell(until: string | undefined, reason: string): void {
    this.context.observe({ kind: 'queue-closed', queue: this.queue, until, reason });
  }
}
