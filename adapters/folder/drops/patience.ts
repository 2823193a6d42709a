// How long the file system may take: a mounted folder can hang, and a hung call cannot be taken back.
// It must never wait longer than the stall deadline, nor start another step after somebody gave up, nor let hung calls lie
// on so many of Node's threads that the rest of the gateway stands still.
import { ChannelFault, type DropContext } from '../../../src/legacy/drop-channel.port.js';
import { Permits } from '../../../src/legacy/permits.js';
import { abortFault } from '../../../src/legacy/source-fault.js';

/**
 * Steps at once, hung ones included, of all folder channels together. Node has four threads for files, names and
 * signatures (docs.libuv.org, "Thread pool work scheduling"), and a hung call keeps its one for as long as it hangs.
 */
const MOST_STEPS = 2;

const threads = new Permits(MOST_STEPS);

export class Patience {
  readonly #closing = new AbortController();

  constructor(private readonly context: Pick<DropContext, 'stallTimeoutMs' | 'after'>) {}

  /** Runs one step. Rejects when it takes too long, when `signal` fires or when the channel closes; the step itself may go on. */
  async step<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    this.check(signal);
    const { stallTimeoutMs, after } = this.context;
    const over = new AbortController();
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
        over.abort();
      };
    });
    try {
      return await Promise.race([inTurn(over.signal, work, impatience), impatience]);
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

/** The permit is given back when the file system has answered, however long ago the step was given up. */
async function inTurn<Result>(
  over: AbortSignal,
  work: () => Promise<Result>,
  otherwise: Promise<never>,
): Promise<Result> {
  if (!(await threads.take(over))) return otherwise;
  try {
    return over.aborted ? await otherwise : await work();
  } finally {
    threads.giveBack();
  }
}
