// Asks every source how it is, again and again, and remembers what it said: readiness answers from memory. While a source
// is left alone these are the only questions it is asked, and an answer lets callers through again.
// It must never ask outside the lane: probes count against the load limit like everything else.
import type { LaneLimits } from '../../facade/binding.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import { abortFault, SourceFault } from '../../legacy/source-fault.js';
import type { SourceState } from '../../legacy/source.port.js';
import type { Observation } from '../../observability/observation.js';
import type { Breaker } from '../../protection/breaker/breaker.js';
import type { Lane } from '../../protection/lanes/lane.js';
import type { ReadOutside } from '../../read/read-outside.js';
import { shutState } from './shut-state.js';

/**
 * Between two probes in milliseconds: of a source that is well, of one that is not, and of one that is left alone. The last
 * is short, because a source that is back is to be in service again within ten seconds, whenever the last probe failed.
 */
const EVERY_MS = { ready: 15_000, unavailable: 2_000, leftAlone: 1_000 } as const;
/** How long a source that is left alone may take to answer: one that hangs must not keep the next probe waiting. */
const LONGEST_PROBE_MS = 2_000;

const LEFT_ALONE: SourceState = {
  kind: 'unavailable',
  advice: 'Its calls fail or take too long, so it is left alone but for a question now and then.',
};
const NOT_ASKED: SourceState = { kind: 'unavailable', advice: 'It was not asked yet.' };
/** A gateway that starts in a closed time is fit for writes, and nothing speaks against the source. */
const NOT_TO_BE_ASKED: SourceState = {
  kind: 'ready',
  standingWarning: 'It was not asked yet, because the calendar keeps reads away from it.',
};

/** What probes need of the outside. */
export interface ProbedSources extends Pick<ReadOutside, 'sources'> {
  readonly clock: Clock;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly breakers: ReadonlyMap<string, Breaker>;
}

/** The probes of all sources. Starts with the first `run`; `stop` ends them. */
export class SourceProbes {
  readonly #states = new Map<string, SourceState>();
  /** The next probe of each source; none while one is under way. */
  readonly #timers = new Map<string, CancelTimer>();
  readonly #askedAt = new Map<string, number>();
  #stopped = false;

  constructor(
    private readonly outside: ProbedSources,
    private readonly limits: ReadonlyMap<string, LaneLimits>,
  ) {
    for (const name of outside.sources.keys()) this.#states.set(name, NOT_ASKED);
    for (const [name, breaker] of outside.breakers) breaker.watch(() => this.#follow(name, breaker));
  }

  /** What was said last, by source; of one that may not even be asked, why. */
  states(): ReadonlyMap<string, SourceState> {
    return new Map(
      [...this.#states].map(([name, known]) => [name, this.#shut(name) ?? this.#asFarAsKnown(name, known)]),
    );
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
    if (this.#states.get(source)?.kind === 'ready') this.#askWithin(source, EVERY_MS.unavailable);
  }

  /** Asks no more. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** Calls have failed or gone well, which is news: while it is not closed, probes decide what becomes of it. */
  #follow(name: string, breaker: Breaker): void {
    const isReady = this.#states.get(name)?.kind === 'ready';
    if (isReady && breaker.state().kind === 'open') this.#states.set(name, LEFT_ALONE);
    this.#askWithin(name, EVERY_MS.leftAlone);
  }

  /** Brings the next probe forward, to so many milliseconds after the last one. */
  #askWithin(name: string, ms: number): void {
    if (!this.#timers.has(name)) return;
    const sinceAsked = this.outside.clock.monotonic() - (this.#askedAt.get(name) ?? 0);
    this.#askAfter(name, Math.max(0, ms - sinceAsked));
  }

  async #ask(name: string): Promise<void> {
    this.#timers.delete(name);
    this.#askedAt.set(name, this.outside.clock.monotonic());
    const state = await this.#probe(name);
    this.#states.set(name, state);
    this.#askAfter(name, this.#isLeftAlone(name) ? EVERY_MS.leftAlone : EVERY_MS[state.kind]);
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
    if (source === undefined || lane === undefined || this.#shut(name) !== undefined) return known;
    // In a closed time of the calendar the last state stands: nobody may find out.
    if (this.#isClosed(name)) return known;
    using deadline = startDeadline(clock, this.#longestMs(name));
    let said = known;
    const isHurried = this.#isHurried(name);
    const ask = async (signal: AbortSignal): Promise<void> => {
      const answer = await source.probe(signal);
      // Cut short only so that the next one need not wait: a source that takes longer than that may be well.
      if (isHurried && signal.aborted && answer.kind === 'unavailable') throw abortFault(signal);
      said = answer;
      // The lane learns how the ERP is from how its work ends.
      if (said.kind === 'unavailable') throw new SourceFault('unavailable', said.advice);
    };
    await lane.run(deadline.signal, ask, { probe: true, sort: 'probe' }).catch(() => undefined);
    return said;
  }

  #asFarAsKnown(name: string, known: SourceState): SourceState {
    return known === NOT_ASKED && this.#isClosed(name) ? NOT_TO_BE_ASKED : known;
  }

  #isClosed(name: string): boolean {
    return this.outside.lanes.get(name)?.shut()?.why === 'closed';
  }

  #longestMs(name: string): number {
    return this.#isHurried(name) ? LONGEST_PROBE_MS : this.#timeoutMs(name);
  }

  #isHurried(name: string): boolean {
    return this.#isLeftAlone(name) && LONGEST_PROBE_MS < this.#timeoutMs(name);
  }

  #timeoutMs(name: string): number {
    return this.limits.get(name)?.timeoutMs ?? EVERY_MS.ready;
  }

  #isLeftAlone(name: string): boolean {
    const breaker = this.outside.breakers.get(name);
    return breaker !== undefined && breaker.state().kind !== 'closed';
  }

  #shut(name: string): SourceState | undefined {
    return shutState(this.outside.lanes.get(name), this.outside.breakers.get(name));
  }
}
