// Lets audit entries go when their time is over, oldest first, in small steps, each with a signed checkpoint.
// It must never let one go that is younger than the policy, nor one behind such an entry.
import { byGateway } from '../by-gateway.js';
import { auditEntryOf } from '../chain-entry.js';
import type { AuditChain, ChainedEntry, RetireStep } from '../chain/audit-chain.port.js';
import { digestText } from '../chain/chain-digest.js';
import type { Clock } from '../../kernel/clock.js';
import { DAY_MS } from '../../kernel/duration.js';
import { failureText } from '../../kernel/failure-text.js';
import { Repeated } from '../../kernel/repeated.js';
import type { Observer } from '../../observability/observation.js';
import type { AuditKey } from './audit-key.js';
import { checkpointLine } from './checkpoint.js';

const EVERY_MS = DAY_MS;
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
  readonly #runs: Repeated;

  constructor(private readonly parts: AuditRetentionParts) {
    this.#runs = new Repeated({ clock: parts.clock, everyMs: EVERY_MS, turn: () => this.#tryRun() });
  }

  /** Runs an hour from now and every day after that; does nothing where everything is kept. */
  start(): void {
    if (this.parts.keptMs !== undefined) this.#runs.startAfter(FIRST_MS);
  }

  /** Takes no further step; resolves when the one under way is over. */
  stop(): Promise<void> {
    return this.#runs.stop();
  }

  /** Lets everything go that is old enough now; resolves to how many. Rejects when the store fails. */
  async run(): Promise<number> {
    const { chain, keptMs } = this.parts;
    if (keptMs === undefined) return 0;
    const now = this.parts.clock.now();
    let total = 0;
    for (let found = STEP; found === STEP && !this.#runs.isStopped;) {
      const old = oldEntries(await chain.after(0, STEP), now - keptMs);
      if (old.length > 0) await chain.retire(await this.#stepOf(old, now, keptMs));
      found = old.length;
      total += found;
    }
    return total;
  }

  async #tryRun(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      const text = `retention of the audit trail: ${failureText(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'audit', text });
    }
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
      audit: byGateway(now, {
        ...{ action: 'audit.retire', subject: 'audit' },
        detail: { entries: old.length, upTo: last.place, keptDays: Math.floor(keptMs / DAY_MS) },
      }),
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
