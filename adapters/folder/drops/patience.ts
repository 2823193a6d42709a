// How long the file system may take: a mounted folder can hang, and a hung call cannot be taken back.
// It must never wait longer than the stall deadline, nor start another step after somebody gave up.
import { ChannelFault, type DropContext } from '../../../src/legacy/drop-channel.port.js';
import { abortFault } from '../../../src/legacy/source-fault.js';

export class Patience {
  readonly #closing = new AbortController();

  constructor(private readonly context: Pick<DropContext, 'stallTimeoutMs' | 'after'>) {}

  /** Runs one step. Rejects when it takes too long, when `signal` fires or when the channel closes; the step itself may go on. */
  async step<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    this.check(signal);
    const { stallTimeoutMs, after } = this.context;
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    let settle = (): void => undefined;
    const impatience = new Promise<never>((_, reject) => {
      const giveUp = (): void => reject(this.#reason(signal));
      const cancelTimer = after(stallTimeoutMs, () =>
        reject(new ChannelFault(`the file system was silent for ${stallTimeoutMs} ms`)),
      );
      ended.addEventListener('abort', giveUp, { once: true });
      settle = () => {
        cancelTimer();
        ended.removeEventListener('abort', giveUp);
      };
    });
    try {
      return await Promise.race([work(), impatience]);
    } finally {
      settle();
    }
  }

  /** Throws when somebody gave up. */
  check(signal: AbortSignal): void {
    if (signal.aborted || this.#closing.signal.aborted) throw this.#reason(signal);
  }

  close(): void {
    this.#closing.abort();
  }

  #reason(signal: AbortSignal): ChannelFault {
    return new ChannelFault(signal.aborted ? abortFault(signal).message : 'this channel is closed');
  }
}
