// One call that a breaker let through: judged once, as soon as it is known to be bad, and over when it has settled.
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Health } from './health.js';

/** Whom a call tells. */
export interface CallEnds {
  readonly judged: (health: Health) => void;
  /** It is no longer out. */
  readonly over: () => void;
}

export class BreakerCall {
  #cancelTimer: CancelTimer = () => undefined;
  #isJudged = false;
  #isOver = false;

  constructor(
    private readonly clock: Clock,
    private readonly slowMs: number,
    private readonly ends: CallEnds,
  ) {}

  /** It has its slot. From now on it may take so long: one that hangs is known to be bad long before it ends. */
  begin(): void {
    this.#cancelTimer = this.clock.after(this.slowMs, () => this.#judge('bad'));
  }

  /** It has settled, or never began (`nothing`). Harmless when repeated. */
  end(health: Health): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelTimer();
    this.ends.over();
    this.#judge(health);
  }

  #judge(health: Health): void {
    if (this.#isJudged) return;
    this.#isJudged = true;
    this.ends.judged(health);
  }
}
