// How long a question had to wait because nothing may be asked: a held or open breaker, a closed time, an unclean end. None
// of that is an answer, so none of it may bring a command before a person.
import type { DispatchContext } from '../dispatch/dispatch-context.js';

/** Shortest pause before the next look at the lane in milliseconds. */
const LEAST_PAUSE_MS = 10;

/** The waits of one question. */
export class TimeLeftAlone {
  #ms = 0;
  #since: number | undefined;

  constructor(private readonly context: Pick<DispatchContext, 'clock' | 'lanes' | 'times'>) {}

  /** Milliseconds so far. */
  get ms(): number {
    return this.#ms;
  }

  /** Milliseconds until the lane of `place` is worth another look; undefined while it lets callers through. */
  againInMs(place: string | undefined): number | undefined {
    const { clock, lanes, times } = this.context;
    const now = clock.monotonic();
    if (this.#since !== undefined) this.#ms += now - this.#since;
    const shut = place === undefined ? undefined : lanes.get(place)?.shut();
    this.#since = shut === undefined ? undefined : now;
    return shut === undefined ? undefined : Math.max(LEAST_PAUSE_MS, Math.min(shut.forMs, times.pollMs));
  }
}
