// Asks every channel how it is, again and again, and remembers what it said. A channel that is away is a warning: writes
// are accepted all the same. It must never ask outside the lane, nor while calls of a dead process may still run.
import type { LaneLimits } from '../../facade/binding.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import { SourceFault } from '../../legacy/source-fault.js';
import type { SourceState } from '../../legacy/source.port.js';
import type { OpenChannels } from './open-channels.js';
import { shutState } from './shut-state.js';

/** Between two questions in milliseconds, the last to a channel that is left alone: its queue waits for the answer. */
const EVERY_MS = { ready: 15_000, unavailable: 5_000, leftAlone: 1_000 } as const;

/** The probes of all channels. */
export class ChannelProbes {
  readonly #states = new Map<string, SourceState>();
  readonly #timers = new Map<string, CancelTimer>();
  #stopped = false;

  constructor(
    private readonly writing: OpenChannels,
    private readonly limits: ReadonlyMap<string, LaneLimits>,
    private readonly clock: Clock,
  ) {
    for (const [name, breaker] of writing.breakers) {
      breaker.watch(() => {
        if (this.#isLeftAlone(name) && this.#timers.has(name)) this.#again(name, EVERY_MS.leftAlone);
      });
    }
  }

  /** Asks for the first time now, channels that are named after so many milliseconds, and goes on from then. */
  runAfter(waitsMs: ReadonlyMap<string, number>): void {
    for (const name of this.writing.lanes.keys()) this.#again(name, waitsMs.get(name) ?? 0);
  }

  /** A sentence per channel that is away. */
  warnings(): readonly string[] {
    return [...this.writing.lanes.keys()].flatMap((name) => {
      const state = this.#shut(name) ?? this.#states.get(name);
      return state?.kind === 'unavailable' ? [`The channel ${name} is away, writes wait: ${state.advice}`] : [];
    });
  }

  /** Asks no more. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
  }

  #again(name: string, ms: number): void {
    if (this.#stopped) return;
    this.#timers.get(name)?.();
    this.#timers.set(
      name,
      this.clock.after(ms, () => void this.#ask(name)),
    );
  }

  async #ask(name: string): Promise<void> {
    this.#timers.delete(name);
    const state = await this.#probe(name);
    if (state !== undefined) this.#states.set(name, state);
    this.#again(name, this.#isLeftAlone(name) ? EVERY_MS.leftAlone : EVERY_MS[state?.kind ?? 'ready']);
  }

  /** Why it may not even be asked. */
  #shut(name: string): SourceState | undefined {
    return shutState(this.writing.lanes.get(name), this.writing.breakers.get(name));
  }

  #isLeftAlone(name: string): boolean {
    const breaker = this.writing.breakers.get(name);
    return breaker !== undefined && breaker.state().kind !== 'closed';
  }

  /** No free slot says that the channel is busy, not that it is gone. */
  async #probe(name: string): Promise<SourceState | undefined> {
    const channel = this.writing.channels.get(name) ?? this.writing.drops.get(name)?.drops;
    const lane = this.writing.lanes.get(name);
    if (channel === undefined || lane === undefined || this.#shut(name) !== undefined) return undefined;
    using deadline = startDeadline(this.clock, this.limits.get(name)?.timeoutMs ?? EVERY_MS.ready);
    let said: SourceState | undefined;
    const ask = async (signal: AbortSignal): Promise<void> => {
      said = await channel.probe(signal);
      // The lane learns how the ERP is from how its work ends.
      if (said.kind === 'unavailable') throw new SourceFault('unavailable', said.advice);
    };
    await lane.run(deadline.signal, ask, { probe: true, sort: 'probe' }).catch(() => undefined);
    return said;
  }
}
