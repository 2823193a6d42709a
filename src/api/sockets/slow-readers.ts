// Cuts off callers that do not take their answers: too slowly, or while too much waits for all of them together.
// It must never cut one that takes its answer in time, nor cost anything per request: connections are looked at now and then.
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock } from '../../kernel/clock.js';

/** What slow readers are held to. */
export interface SlowReaderLimits {
  /** Longest an answer may take to be taken, in milliseconds. */
  readonly answerMs: number;
  /** Most bytes of answers that may wait for their readers, all together. */
  readonly unsentBytes: number;
}

/** Why a connection was cut. */
export type Cut = 'slow' | 'unsent';

/** The part of an answer that is looked at. */
interface Answer {
  getHeader(name: string): unknown;
}

/** A connection whose answer has not left completely. */
interface Waiting {
  readonly socket: Socket;
  /** Which one; undefined when Node has let go of it and the socket has not. */
  readonly answer: Answer | undefined;
  /** When that was seen first of this answer, monotonic milliseconds. */
  readonly since: number;
  readonly bytes: number;
}

/** Knows all connections of a server from now on. */
export class SlowReaders {
  readonly #open = new Set<Socket>();
  #waiting = new Map<Socket, Waiting>();

  constructor(
    server: EventEmitter,
    private readonly limits: SlowReaderLimits,
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly cut: (reason: Cut) => void,
  ) {
    // Under TLS what is buffered is buffered behind the encryption.
    for (const event of ['connection', 'secureConnection']) {
      server.on(event, (socket: Socket) => {
        this.#open.add(socket);
        socket.once('close', () => this.#open.delete(socket));
      });
    }
  }

  /** Looks at every connection once. */
  look(): void {
    const now = this.clock.monotonic();
    const before = this.#waiting;
    this.#waiting = new Map();
    for (const socket of this.#open) {
      const answer = answerOn(socket);
      const bytes = unsentOn(socket, answer);
      if (bytes > 0)
        this.#waiting.set(socket, { socket, answer, since: sinceOf(before.get(socket), answer) ?? now, bytes });
    }
    this.#cutSlow(now);
    this.#cutUnsent(now);
  }

  #cutSlow(now: number): void {
    for (const { socket, since } of this.#waiting.values()) {
      if (now - since >= this.limits.answerMs) this.#end(socket, 'slow');
    }
  }

  /** Those that have waited longest first; what was not there at the last look is on its way, and not slow. */
  #cutUnsent(now: number): void {
    let total = [...this.#waiting.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const oldest = [...this.#waiting.values()].sort((one, other) => one.since - other.since);
    for (const { socket, since, bytes } of oldest) {
      if (total <= this.limits.unsentBytes || since === now) return;
      this.#end(socket, 'unsent');
      total -= bytes;
    }
  }

  #end(socket: Socket, reason: Cut): void {
    this.#waiting.delete(socket);
    socket.destroy();
    this.cut(reason);
  }
}

/** Undefined for an answer that was not there before: a connection that is kept carries many, each with its own time. */
function sinceOf(before: Waiting | undefined, answer: Answer | undefined): number | undefined {
  return before?.answer === answer ? before?.since : undefined;
}

function answerOn(socket: Socket): Answer | undefined {
  return (socket as { _httpMessage?: Answer | null })._httpMessage ?? undefined;
}

/**
 * Bytes that wait on a connection: what the socket holds, and of an answer that is handed over piece by piece the whole
 * of it, because all of it is kept until it has left. Zero when the socket has taken everything it was given, or is
 * closed already.
 */
function unsentOn(socket: Socket, answer: Answer | undefined): number {
  if (socket.destroyed || socket.writableLength === 0) return 0;
  const announced = Number(answer?.getHeader('content-length') ?? 0);
  return Math.max(socket.writableLength, Number.isFinite(announced) ? announced : 0);
}
