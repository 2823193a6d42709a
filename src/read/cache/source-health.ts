// Which sources were away when they were asked last, so that what is kept is served at once instead of after another
// attempt. It must never believe in an absence that nobody has seen for a while.
import { SourceFault } from '../../legacy/source-fault.js';
import { Problem } from '../../problems/problem.js';

interface Absence {
  /** Monotonic milliseconds at which it is worth asking again. */
  readonly askFrom: number;
  /** Monotonic milliseconds after which nothing is known any more. */
  readonly until: number;
}

/** A source is asked again after this long at the latest, so that its return is noticed within seconds. */
const LONGEST_REST_S = 5;
const SHORTEST_REST_S = 1;

/** What is known of the sources of a facade. */
export class SourceHealth {
  readonly #absences = new Map<string, Absence>();

  isAway(source: string, now: number): boolean {
    const absence = this.#absences.get(source);
    return absence !== undefined && now < absence.until;
  }

  /** False during the rest after each attempt that failed. */
  mayAsk(source: string, now: number): boolean {
    return now >= (this.#absences.get(source)?.askFrom ?? -Infinity);
  }

  answered(source: string): void {
    this.#absences.delete(source);
  }

  /** Takes note of a failed attempt; the absence is believed for as long as the next attempt may take. */
  failed(source: string, error: unknown, now: number, patienceMs: number): void {
    if (!(error instanceof Problem) || error.code !== 'source-unavailable' || hasPassed(error)) return;
    const rest = Math.min(Math.max(error.retryAfterSeconds ?? 0, SHORTEST_REST_S), LONGEST_REST_S) * 1_000;
    this.#absences.set(source, { askFrom: now + rest, until: now + rest + patienceMs });
  }
}

/** A source that says of one statement that it may be tried again, as of a deadlock, is there. */
function hasPassed({ cause }: Problem): boolean {
  return cause instanceof SourceFault && cause.kind === 'transient';
}
