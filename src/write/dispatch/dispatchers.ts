// The dispatchers of all queues, those of procedures and those of files, and the resolver they share: started and
// stopped together. It must never start one before it is known where all commands stand.
import type { CancelTimer } from '../../kernel/clock.js';
import { BatchJournal } from '../batching/batch-journal.js';
import { FileDrops } from '../batching/file-drops.js';
import { BatchDesk } from '../drops/batch-desk.js';
import { Dispatcher } from './dispatcher.js';
import type { DispatchContext } from './dispatch-context.js';
import { Resolver } from '../verify/resolver.js';

/** Often enough for a scraper. */
const TELL_EVERY_MS = 5_000;

/** Everything that brings accepted commands to the ERP. */
export class Dispatchers {
  /** Where people decide about batches; its decisions wake the queues. */
  readonly desk: BatchDesk;
  readonly #drops: FileDrops;
  readonly #resolver: Resolver;
  readonly #dispatchers: readonly Dispatcher[];
  #cancelTelling: CancelTimer = () => undefined;

  constructor(private readonly context: DispatchContext) {
    const batches = new BatchJournal(context);
    this.desk = new BatchDesk({ batches, journal: context.journal });
    this.#drops = new FileDrops(context, batches);
    this.#resolver = new Resolver(context);
    this.#dispatchers = [...context.channels.keys()].map((channel) => new Dispatcher(channel, context, this.#resolver));
  }

  /** Rejects when the ledger cannot be read. */
  async start(): Promise<void> {
    const { journal } = this.context;
    await journal.standing.seed(journal);
    await Promise.all([...this.#dispatchers, this.#drops].map((each) => each.start()));
    this.#tell();
  }

  /** The calendar was opened or closed by a person: everybody looks again. */
  reopened(): void {
    for (const dispatcher of this.#dispatchers) dispatcher.wake();
    this.#drops.reopened();
  }

  /** Milliseconds until each channel that a former process left busy opens. */
  closedChannels(): ReadonlyMap<string, number> {
    const { channelBindings, lanes } = this.context;
    const closed = new Map(this.#dispatchers.map((dispatcher) => [dispatcher.channel, dispatcher.opensInMs()]));
    for (const channel of channelBindings.keys()) {
      const shut = lanes.get(channel)?.shut();
      const forMs = shut?.why === 'unclean-end' ? shut.forMs : 0;
      closed.set(channel, Math.max(forMs, closed.get(channel) ?? 0));
    }
    return new Map([...closed].filter(([, ms]) => ms > 0));
  }

  /**
   * Finishes the calls and questions that have begun, for at most `graceMs` milliseconds for all of them together; leaves
   * everything else in the ledger.
   */
  async stop(graceMs: number): Promise<void> {
    this.#cancelTelling();
    const all = [...this.#dispatchers, this.#drops, this.#resolver];
    await Promise.all(all.map((each) => each.stop(graceMs)));
  }

  /** Says how many commands stand where, now and every few seconds. */
  #tell(): void {
    const { clock, journal, observe } = this.context;
    for (const observation of journal.standing.observations(clock.now())) observe(observation);
    this.#drops.tell();
    this.#cancelTelling = clock.after(TELL_EVERY_MS, () => this.#tell());
  }
}
