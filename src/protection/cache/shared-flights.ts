// Asks once for everybody who wants the same at the same time. The asking belongs to all who wait for it and to no one
// of them: it goes on while one still waits, and is given up when the last has left.
// It must never keep anything once the asking is over, an error least of all.
import { settledOrAborted } from '../../kernel/settled-or-aborted.js';

/** Why an asking was given up. */
export class NobodyWaits extends Error {
  constructor() {
    super('nobody waits for the answer any more');
    this.name = 'NobodyWaits';
  }
}

/** What somebody who joins gets. */
export interface Joined<Result> {
  /** Settles as the asking does, or rejects with the reason of one's own signal if that fires first. */
  readonly result: Promise<Result>;
  /** True when it had been asked already. */
  readonly collapsed: boolean;
}

interface Flight<Result> {
  readonly controller: AbortController;
  readonly work: Promise<Result>;
  waiting: number;
}

/** The askings under way, by key. */
export class SharedFlights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /** Whether something is being asked under this key. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * Waits along with those who have asked already, or asks. `start` is given a signal that fires when all have left.
   * Throws the signal's reason, and asks nobody, when it has fired already.
   */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<Result>): Joined<Result> {
    signal.throwIfAborted();
    const known = this.#flights.get(key);
    const flight = known ?? this.#start(key, start);
    return { result: this.#wait(key, flight, signal), collapsed: known !== undefined };
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const controller = new AbortController();
    const flight: Flight<Result> = { controller, work: start(controller.signal), waiting: 0 };
    const end = (): void => void this.#forget(key, flight);
    flight.work.then(end, end);
    this.#flights.set(key, flight);
    return flight;
  }

  async #wait(key: string, flight: Flight<Result>, signal: AbortSignal): Promise<Result> {
    flight.waiting += 1;
    try {
      return await settledOrAborted(flight.work, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#forget(key, flight)) flight.controller.abort(new NobodyWaits());
    }
  }

  /** False when it was over before. */
  #forget(key: string, flight: Flight<Result>): boolean {
    return this.#flights.get(key) === flight && this.#flights.delete(key);
  }
}
