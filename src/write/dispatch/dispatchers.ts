// The dispatchers of all channels, and the resolver they share: started and stopped together.
import type { CancelTimer } from '../../kernel/clock.js';
import { Dispatcher } from './dispatcher.js';
import type { DispatchContext } from './dispatch-context.js';
import { Resolver } from './resolver.js';

/** Often enough for a scraper. */
const TELL_EVERY_MS = 5_000;

/** Everything that brings accepted commands to the ERP. */
export class Dispatchers {
  readonly #resolver: Resolver;
  readonly #dispatchers: readonly Dispatcher[];
  #cancelTelling: CancelTimer = () => undefined;

  constructor(private readonly context: DispatchContext) {
    this.#resolver = new Resolver(context);
    this.#dispatchers = [...context.channels.keys()].map((channel) => new Dispatcher(channel, context, this.#resolver));
  }

  /** Rejects when the ledger cannot be read. */
  async start(): Promise<void> {
    const { journal } = this.context;
    await journal.standing.seed(journal);
    await Promise.all(this.#dispatchers.map((dispatcher) => dispatcher.start()));
    this.#tell();
  }

  /** Milliseconds until each channel that a former process left busy opens. */
  closedChannels(): ReadonlyMap<string, number> {
    const closed = this.#dispatchers.filter((dispatcher) => dispatcher.opensInMs() > 0);
    return new Map(closed.map((dispatcher) => [dispatcher.channel, dispatcher.opensInMs()]));
  }

  /** Finishes the calls that have begun, for at most `graceMs` milliseconds; leaves everything else in the ledger. */
  async stop(graceMs: number): Promise<void> {
    this.#cancelTelling();
    await Promise.all(this.#dispatchers.map((dispatcher) => dispatcher.stop(graceMs)));
    await this.#resolver.stop();
  }

  /** Says how many commands stand where, now and every few seconds. */
  #tell(): void {
    const { clock, journal, observe } = this.context;
    for (const observation of journal.standing.observations(clock.now())) observe(observation);
    this.#cancelTelling = clock.after(TELL_EVERY_MS, () => this.#tell());
  }
}
