// Lets payloads and idempotency marks go when their time is over: every hour, in pages that leave room for others.
// It must never ask for more than the settings say, and never stop for good because the store failed once.
import { byGateway } from '../../audit/by-gateway.js';
import type { Clock } from '../../kernel/clock.js';
import { DAY_MS } from '../../kernel/duration.js';
import { failureText } from '../../kernel/failure-text.js';
import { Repeated } from '../../kernel/repeated.js';
import type { Observer } from '../../observability/observation.js';
import type { Payloads, Retired } from '../payloads.port.js';

const EVERY_MS = 3_600_000;
/** Payloads, and marks, per page. */
const PAGE = 500;
/** When payloads are kept for good, none is old enough: before this nothing was ever settled. */
const BEFORE_ALL = new Date(DAY_MS).toISOString();

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
  readonly #runs: Repeated;

  constructor(
    private readonly parts: RetentionParts,
    private readonly times: RetentionTimes,
  ) {
    this.#runs = new Repeated({ clock: parts.clock, everyMs: EVERY_MS, turn: () => this.#tryRun() });
  }

  /** Runs an hour from now and every hour after that: a start has other things to do. */
  start(): void {
    this.#runs.startAfter(EVERY_MS);
  }

  /** Asks for no further page; resolves when the one under way is over. */
  stop(): Promise<void> {
    return this.#runs.stop();
  }

  /** Lets everything go that is old enough now. Rejects when the store fails. */
  async run(): Promise<Retired> {
    const total = { payloads: 0, marks: 0 };
    for (let more = true; more && !this.#runs.isStopped;) {
      const { payloads, marks } = await this.#retirePage();
      total.payloads += payloads;
      total.marks += marks;
      more = payloads >= PAGE || marks >= PAGE;
    }
    return total;
  }

  async #tryRun(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      const text = `retention: ${failureText(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }

  #retirePage(): Promise<Retired> {
    const { payloadMs, marksMs } = this.times;
    const { payloads, clock } = this.parts;
    const now = clock.now();
    const instant = (agoMs: number): string => new Date(now - agoMs).toISOString();
    return payloads.retire({
      now: instant(0),
      settledBefore: payloadMs === undefined ? BEFORE_ALL : instant(payloadMs),
      marksBefore: instant(marksMs),
      most: PAGE,
      audit: byGateway(now, { action: 'payload.retire', subject: 'payloads' }),
    });
  }
}
