// The slot that a piece of work holds, as the work itself sees it: what it can say about its end besides settling.
import { SourceFault } from '../../legacy/source-fault.js';
import type { Health } from '../breaker/health.js';
import { healthOfError } from '../breaker/health.js';

/** What work may say about how it ended; without a word, a result is good news and an error speaks for itself. */
export interface HeldSlot {
  /** Says what the call tells about the ERP, for work that does not reject when the ERP is in trouble. */
  tells(health: Health): void;
  /** The connection went away and nobody said that the call is over at the ERP: the slot stays taken for a while. */
  mayRunOn(): void;
}

/** One slot, from the start of its work to its end. */
export class Slot implements HeldSlot {
  health: Health = 'good';
  runsOn = false;

  tells(health: Health): void {
    this.health = health;
  }

  mayRunOn(): void {
    this.runsOn = true;
  }

  /** What the rejection of the work tells; `asked` is the signal of whoever gave the work to the lane. */
  failed(error: unknown, asked: AbortSignal): void {
    this.health = healthOfError(error, { isGivenUp: asked.aborted });
    if (error instanceof SourceFault && error.mayRunOn) this.runsOn = true;
  }
}
