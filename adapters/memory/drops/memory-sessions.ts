// Sessions of the memory server: as many at once as the gateway may have, and what a dead or silent one does.
// It must never let work go on after its caller gave up.
import { ChannelFault, type DropContext } from '../../../src/legacy/drop-channel.port.js';
import { Permits } from '../../../src/legacy/permits.js';
import { abortFault } from '../../../src/legacy/source-fault.js';
import type { MemoryDropPlace } from './memory-drop-place.js';

/** The session died under the work. */
export class SessionLost extends ChannelFault {}

export class MemorySessions {
  readonly #closing = new AbortController();
  readonly #stallTimeoutMs: number;
  readonly #after: DropContext['after'];
  readonly #permits: Permits;

  constructor(
    private readonly place: MemoryDropPlace,
    context: Pick<DropContext, 'sessions' | 'stallTimeoutMs' | 'after'>,
  ) {
    this.#permits = new Permits(context.sessions);
    this.#stallTimeoutMs = context.stallTimeoutMs;
    this.#after = context.after;
  }

  /** Runs `work` in a session. Rejects with ChannelFault when none can be had. */
  async use<Result>(signal: AbortSignal, work: () => Result | Promise<Result>): Promise<Result> {
    const had = await this.#permits.take(AbortSignal.any([signal, this.#closing.signal]));
    if (!had) throw new ChannelFault('given up before a session was had');
    try {
      this.check(signal);
      if (this.place.isUnreachable()) throw new ChannelFault('the server cannot be reached');
      return await work();
    } finally {
      this.#permits.giveBack();
    }
  }

  /** Throws when the caller gave up or the channel was closed. */
  check(signal: AbortSignal): void {
    if (this.#closing.signal.aborted) throw new SessionLost('this channel is closed');
    if (signal.aborted) throw new ChannelFault(abortFault(signal).message);
  }

  /** Silence: rejects at the stall deadline, at the caller's signal or at the end of the channel. */
  silence(signal: AbortSignal): Promise<never> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    return new Promise((_, reject) => {
      const cancel = this.#after(this.#stallTimeoutMs, () =>
        reject(new SessionLost(`the server was silent for ${this.#stallTimeoutMs} ms`)),
      );
      const giveUp = (): void => {
        cancel();
        reject(new SessionLost('the session was given up'));
      };
      if (ended.aborted) giveUp();
      else ended.addEventListener('abort', giveUp, { once: true });
    });
  }

  close(): void {
    this.#closing.abort();
  }
}
