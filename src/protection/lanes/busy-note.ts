// Notes on disk that a lane is busy: before its first statement goes out, and no more once it was idle for a while.
// It must never let a statement go before the note is there, nor write one per statement.
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import { Turns } from '../../kernel/turns.js';
import type { Observer } from '../../observability/observation.js';
import type { BusyLanes, BusyMark } from './busy-lanes.port.js';

/** How long a lane is idle before the note is taken away: writing is dear, and whoever asked once asks again. */
export const IDLE_MS = 5_000;

/** What a note is made with. */
export interface BusyNoteParts {
  readonly mark: BusyMark;
  readonly marks: BusyLanes;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** The note of one lane. */
export class BusyNote {
  readonly #turns = new Turns();
  #noted = false;
  #noting: Promise<void> | undefined;
  #cancelTimer: CancelTimer = () => undefined;

  constructor(private readonly parts: BusyNoteParts) {}

  /**
   * The lane is busy. Undefined when that is noted already; otherwise wait before anything is sent. Never rejects: where
   * nothing can be written, callers are served all the same, and a warning says what a restart will not know.
   */
  busy(): Promise<void> | undefined {
    this.#cancelTimer();
    if (this.#noted) return undefined;
    this.#noting ??= this.#turns.take(() => this.#write()).finally(() => (this.#noting = undefined));
    return this.#noting;
  }

  /** The lane is idle. */
  idle(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.parts.clock.after(IDLE_MS, () => void this.clear());
  }

  /** Takes the note away: nothing is at the ERP any more. */
  clear(): Promise<void> {
    this.#cancelTimer();
    this.#noted = false;
    const { marks, mark } = this.parts;
    return this.#turns.take(() => marks.clear(mark.lane)).catch((error: unknown) => this.#warn(error));
  }

  async #write(): Promise<void> {
    const { marks, mark } = this.parts;
    try {
      await marks.mark(mark);
      this.#noted = true;
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    const { mark, observe } = this.parts;
    const text = `Whether ${mark.lane} is busy could not be noted, so a start after a crash may not wait for its statements: ${failureText(error)}`;
    observe({ kind: 'warning', topic: 'protection', text });
  }
}
