// As many sessions as the server may have of us, used one job at a time and closed when idle.
// It must never hand out a session whose last job failed, nor more sessions than the bound.
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import { Permits } from '../../../src/legacy/permits.js';
import type { Observation } from '../../../src/observability/observation.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';
import { ConnectFailure, SessionLost } from './session-faults.js';
import type { SftpSession } from './sftp-session.js';

/** What a pool is made with. Times in milliseconds. */
export interface PoolParts {
  readonly name: string;
  readonly open: (signal: AbortSignal) => Promise<SftpSession>;
  readonly idleTimeoutMs: number;
  readonly context: Pick<DropContext, 'sessions' | 'after' | 'now' | 'observe'>;
}

/** A session for one job. It goes back to the pool only when the job says that it went well. */
export interface Lease {
  readonly session: SftpSession;
  /** Ends the lease; resolves when the session is idle or over. */
  release(wentWell: boolean): Promise<void>;
}

export class SessionPool {
  readonly #idle = new Map<SftpSession, () => void>();
  readonly #busy = new Set<SftpSession>();
  readonly #closing = new AbortController();
  readonly #permits: Permits;

  constructor(private readonly parts: PoolParts) {
    this.#permits = new Permits(parts.context.sessions);
  }

  /**
   * Runs `work` in a session. The session is ended when `signal` fires, when the pool closes or when `work` rejects; the
   * promise settles after that.
   */
  async use<Result>(signal: AbortSignal, work: (session: SftpSession) => Promise<Result>): Promise<Result> {
    const lease = await this.lease(signal);
    let wentWell = false;
    try {
      const result = await work(lease.session);
      wentWell = true;
      return result;
    } finally {
      await lease.release(wentWell);
    }
  }

  /** Takes a session. Rejects with ChannelFault when none can be had. */
  async lease(signal: AbortSignal): Promise<Lease> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    const had = await this.#permits.take(ended);
    if (!had) throw new ChannelFault('given up before a session was free');
    try {
      const session = this.#reuse() ?? (await this.#open(ended));
      return this.#lend(session, ended);
    } catch (error) {
      this.#permits.giveBack();
      throw error;
    }
  }

  /** Ends every session, idle or at work. */
  async close(): Promise<void> {
    this.#closing.abort();
    const sessions = [...this.#idle.keys(), ...this.#busy];
    for (const session of sessions) session.destroy(new SessionLost('the channel was closed'));
    await Promise.all(sessions.map(({ over }) => over));
  }

  #lend(session: SftpSession, ended: AbortSignal): Lease {
    this.#busy.add(session);
    this.#tell();
    const giveUp = (): void => session.destroy(new SessionLost('the session was given up'));
    ended.addEventListener('abort', giveUp, { once: true });
    if (ended.aborted) giveUp();
    return {
      session,
      release: async (wentWell) => {
        ended.removeEventListener('abort', giveUp);
        this.#busy.delete(session);
        if (wentWell && session.isOpen) this.#keep(session);
        else {
          session.destroy(new SessionLost('its last job failed'));
          await session.over;
        }
        this.#tell();
        this.#permits.giveBack();
      },
    };
  }

  #reuse(): SftpSession | undefined {
    for (const [session, stopTimer] of this.#idle) {
      stopTimer();
      this.#idle.delete(session);
      if (session.isOpen) return session;
    }
    return undefined;
  }

  #keep(session: SftpSession): void {
    const { context, idleTimeoutMs } = this.parts;
    const stopTimer = context.after(idleTimeoutMs, () => {
      session.destroy(new SessionLost('idle'));
      this.#forget(session);
    });
    this.#idle.set(session, stopTimer);
    void session.over.then(() => this.#forget(session));
  }

  #forget(session: SftpSession): void {
    this.#idle.get(session)?.();
    if (this.#idle.delete(session)) this.#tell();
  }

  async #open(ended: AbortSignal): Promise<SftpSession> {
    const { name, context, open } = this.parts;
    const start = context.now();
    try {
      const session = await open(ended);
      this.#observe({ kind: 'connection-opened', source: name, durationMs: Math.max(0, context.now() - start) });
      return session;
    } catch (error) {
      if (error instanceof ConnectFailure && !ended.aborted) {
        const { fault, advice } = error;
        this.#observe({ kind: 'connection-refused', source: name, fault, advice });
      }
      throw error;
    }
  }

  #tell(): void {
    const { name } = this.parts;
    const busy = this.#busy.size;
    this.#observe({ kind: 'pool-changed', source: name, open: busy + this.#idle.size, busy });
  }

  #observe(observation: Observation): void {
    this.parts.context.observe(observation);
  }
}
