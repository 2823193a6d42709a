// Lets audit entries go when their time is over, oldest first, in small steps, each with a signed checkpoint.
// It must never let one go that is younger than the policy, nor one behind such an entry.
import { auditEntryOf } from '../chain-entry.js';
import type { AuditChain, ChainedEntry, RetireStep } from '../chain/audit-chain.port.js';
import { digestText } from '../chain/chain-digest.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { AuditKey } from './audit-key.js';
import { checkpointLine } from './checkpoint.js';

const EVERY_MS = 24 * 3_600_000;
const FIRST_MS = 3_600_000;
/** Entries per step: the writer is busy for some ten milliseconds. */
const STEP = 1_000;

/** What the job works with. */
export interface AuditRetentionParts {
  readonly chain: Pick<AuditChain, 'stream' | 'after' | 'retire'>;
  readonly key: AuditKey;
  readonly clock: Clock;
  readonly observe: Observer;
  /** Milliseconds an entry is kept; undefined: for good. */
  readonly keptMs: number | undefined;
}

/** The job; started once, stopped once. */
export class AuditRetentionJob {
  #cancelTimer: CancelTimer = () => undefined;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(private readonly parts: AuditRetentionParts) {}

  /** Runs an hour from now and every day after that; does nothing where everything is kept. */
  start(): void {
    if (this.parts.keptMs !== undefined) this.#runAfter(FIRST_MS);
  }

  /** Takes no further step; resolves when the one under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  /** Lets everything go that is old enough now; resolves to how many. Rejects when the store fails. */
  async run(): Promise<number> {
    const { chain, keptMs } = this.parts;
    if (keptMs === undefined) return 0;
    const now = this.parts.clock.now();
    let total = 0;
    for (let found = STEP; found === STEP && !this.#stopped;) {
      const old = oldEntries(await chain.after(0, STEP), now - keptMs);
      if (old.length > 0) await chain.retire(await this.#stepOf(old, now, keptMs));
      found = old.length;
      total += found;
    }
    return total;
  }

  #runAfter(ms: number): void {
    if (this.#stopped) return;
    this.#cancelTimer = this.parts.clock.after(ms, () => {
      this.#running = this.#runAndRest();
    });
  }

  async #runAndRest(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      const text = `retention of the audit trail: ${error instanceof Error ? error.message : String(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'audit', text });
    }
    this.#runAfter(EVERY_MS);
  }

  async #stepOf(old: readonly ChainedEntry[], now: number, keptMs: number): Promise<RetireStep> {
    const last = old.at(-1);
    if (last === undefined) throw new RangeError('a step of retention lets at least one entry go');
    const at = new Date(now).toISOString();
    const youngest = old.map(timeOf).reduce((one, other) => (one > other ? one : other));
    const stands = { stream: await this.parts.chain.stream(), place: last.place, digest: digestText(last.digest) };
    return {
      upTo: last.place,
      checkpoint: checkpointLine({ v: 1, kind: 'checkpoint', at, ...stands, youngest, keptMs }, this.parts.key),
      audit: {
        ...{ at, actor: { kind: 'gateway', id: 'gateway' }, action: 'audit.retire', subject: 'audit', outcome: 'done' },
        detail: { entries: old.length, upTo: last.place, keptDays: Math.floor(keptMs / EVERY_MS) },
      },
    };
  }
}

/** The entries in front of the first one that is too young. */
function oldEntries(entries: readonly ChainedEntry[], before: number): readonly ChainedEntry[] {
  const young = entries.findIndex((entry) => Date.parse(timeOf(entry)) >= before);
  return young === -1 ? entries : entries.slice(0, young);
}

function timeOf({ text }: ChainedEntry): string {
  return auditEntryOf(text).at;
}
