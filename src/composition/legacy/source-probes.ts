// Asks every source how it is, again and again, and remembers what it said: readiness answers from memory.
// It must never ask outside the lane: probes count against the load limit like everything else.
import type { LaneLimits } from '../../facade/binding.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import type { SourceState } from '../../legacy/source.port.js';
import type { Observation } from '../../observability/observation.js';
import type { ReadOutside } from '../../read/read-outside.js';

/** Between two probes of a source that is well, and of one that is not, in milliseconds. */
const EVERY_MS = { ready: 15_000, unavailable: 2_000 } as const;

const NOT_ASKED: SourceState = { kind: 'unavailable', advice: 'It was not asked yet.' };

/** The probes of all sources. Starts with the first `run`; `stop` ends them. */
export class SourceProbes {
  readonly #states = new Map<string, SourceState>();
  /** The next probe of each source; none while one is under way. */
  readonly #timers = new Map<string, CancelTimer>();
  readonly #askedAt = new Map<string, number>();
  #stopped = false;

  constructor(
    private readonly outside: Pick<ReadOutside, 'sources' | 'lanes' | 'clock'> & { readonly clock: Clock },
    private readonly limits: ReadonlyMap<string, LaneLimits>,
  ) {
    for (const name of outside.sources.keys()) this.#states.set(name, NOT_ASKED);
  }

  /** What was said last, by source. */
  states(): ReadonlyMap<string, SourceState> {
    return this.#states;
  }

  /** Asks every source once and goes on asking; resolves when all have answered the first time. Never rejects. */
  async run(): Promise<void> {
    await Promise.all([...this.outside.sources.keys()].map((name) => this.#ask(name)));
  }

  /**
   * A refused connection is news about its source. It is asked at once instead of at its next turn, though not more
   * often than a source that is away: a login that fails again and again may lock an account.
   */
  notice(observation: Observation): void {
    if (observation.kind !== 'connection-refused') return;
    const { source } = observation;
    if (this.#states.get(source)?.kind !== 'ready' || !this.#timers.has(source)) return;
    const sinceAsked = this.outside.clock.monotonic() - (this.#askedAt.get(source) ?? 0);
    this.#askAfter(source, Math.max(0, EVERY_MS.unavailable - sinceAsked));
  }

  /** Asks no more. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  async #ask(name: string): Promise<void> {
    this.#timers.delete(name);
    this.#askedAt.set(name, this.outside.clock.monotonic());
    const state = await this.#probe(name);
    this.#states.set(name, state);
    this.#askAfter(name, EVERY_MS[state.kind]);
  }

  #askAfter(name: string, ms: number): void {
    if (this.#stopped) return;
    this.#timers.get(name)?.();
    this.#timers.set(
      name,
      this.outside.clock.after(ms, () => void this.#ask(name)),
    );
  }

  /** No free slot says that the source is busy, not that it is gone: the last state stands. */
  async #probe(name: string): Promise<SourceState> {
    const { sources, lanes, clock } = this.outside;
    const source = sources.get(name);
    const lane = lanes.get(name);
    const known = this.#states.get(name) ?? NOT_ASKED;
    if (source === undefined || lane === undefined) return known;
    using deadline = startDeadline(clock, this.limits.get(name)?.timeoutMs ?? EVERY_MS.ready);
    return await lane.run(deadline.signal, (signal) => source.probe(signal)).catch(() => known);
  }
}
