// Lets payloads and idempotency marks go when their time is over: every hour, in pages that leave room for others.
// It must never ask for more than the settings say, and never stop for good because the store failed once.
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Payloads, Retired } from '../payloads.port.js';

const EVERY_MS = 3_600_000;
/** Payloads, and marks, per page. */
const PAGE = 500;
/** When payloads are kept for good, none is old enough: before this nothing was ever settled. */
const BEFORE_ALL = new Date(86_400_000).toISOString();

/** How long what is kept, after its command has settled; in milliseconds. */
export interface RetentionTimes {
  /** Undefined: for good. */
  readonly payloadMs: number | undefined;
  /** At least seven days. */
  readonly marksMs: number;
}

/** What the job works with. */
export interface RetentionParts {
  readonly payloads: Pick<Payloads, 'retire'>;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** The job; started once, stopped once. */
export class RetentionJob {
  #cancelTimer: CancelTimer = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly parts: RetentionParts,
    private readonly times: RetentionTimes,
  ) {}

  /** Runs an hour from now and every hour after that: a start has other things to do. */
  start(): void {
    if (this.#stopped) return;
    this.#cancelTimer = this.parts.clock.after(EVERY_MS, () => {
      this.#running = this.#runAndRest();
    });
  }

  /** Asks for no further page; resolves when the one under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  /** Lets everything go that is old enough now. Rejects when the store fails. */
  async run(): Promise<Retired> {
    const total = { payloads: 0, marks: 0 };
    for (let more = true; more && !this.#stopped;) {
      const { payloads, marks } = await this.#retirePage();
      total.payloads += payloads;
      total.marks += marks;
      more = payloads >= PAGE || marks >= PAGE;
    }
    return total;
  }

  async #runAndRest(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      const text = `retention: ${error instanceof Error ? error.message : String(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
    this.start();
  }

  #retirePage(): Promise<Retired> {
    const { payloadMs, marksMs } = this.times;
    const { payloads, clock } = this.parts;
    const instant = (agoMs: number): string => new Date(clock.now() - agoMs).toISOString();
    const now = instant(0);
    return payloads.retire({
      now,
      settledBefore: payloadMs === undefined ? BEFORE_ALL : instant(payloadMs),
      marksBefore: instant(marksMs),
      most: PAGE,
      audit: {
        ...{ at: now, actor: { kind: 'gateway', id: 'gateway' }, action: 'payload.retire', subject: 'payloads' },
        outcome: 'done',
      },
    });
  }
}
