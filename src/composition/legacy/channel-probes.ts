// Asks every channel how it is, again and again, and remembers what it said. A channel that is away is a warning: writes
// are accepted all the same. It must never ask outside the lane, nor while calls of a dead process may still run.
import type { LaneLimits } from '../../facade/binding.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import type { SourceState } from '../../legacy/source.port.js';
import type { OpenChannels } from './open-channels.js';

/** Between two questions in milliseconds. */
const EVERY_MS = { ready: 15_000, unavailable: 5_000 } as const;

/** The probes of all channels. */
export class ChannelProbes {
  readonly #states = new Map<string, SourceState>();
  readonly #timers = new Map<string, CancelTimer>();
  #stopped = false;

  constructor(
    private readonly writing: OpenChannels,
    private readonly limits: ReadonlyMap<string, LaneLimits>,
    private readonly clock: Clock,
  ) {}

  /** Asks for the first time after so many milliseconds, and goes on from then. */
  runAfter(ms: number): void {
    for (const name of this.writing.lanes.keys()) this.#again(name, ms);
  }

  /** A sentence per channel that is away. */
  warnings(): readonly string[] {
    return [...this.#states].flatMap(([name, state]) =>
      state.kind === 'unavailable' ? [`The channel ${name} is away, writes wait: ${state.advice}`] : [],
    );
  }

  /** Asks no more. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
  }

  #again(name: string, ms: number): void {
    if (this.#stopped) return;
    this.#timers.set(
      name,
      this.clock.after(ms, () => void this.#ask(name)),
    );
  }

  async #ask(name: string): Promise<void> {
    const state = await this.#probe(name);
    if (state !== undefined) this.#states.set(name, state);
    this.#again(name, EVERY_MS[state?.kind ?? 'ready']);
  }

  /** No free slot says that the channel is busy, not that it is gone. */
  async #probe(name: string): Promise<SourceState | undefined> {
    const channel = this.writing.channels.get(name) ?? this.writing.drops.get(name)?.drops;
    const lane = this.writing.lanes.get(name);
    if (channel === undefined || lane === undefined) return undefined;
    using deadline = startDeadline(this.clock, this.limits.get(name)?.timeoutMs ?? EVERY_MS.ready);
    return await lane.run(deadline.signal, (signal) => channel.probe(signal)).catch(() => undefined);
  }
}
