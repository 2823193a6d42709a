// The connections of one source or channel: as many as its lane has slots, made on demand, each proven before its first use.
// It must never hand out a connection that is closed or unproven, and never retry on its own.
import { Pool } from 'tarn';
import { abortFault, SourceFault } from '../../../src/legacy/source-fault.js';
import type { Observer } from '../../../src/observability/observation.js';
import type { ConnectionMaker, ProvenConnection } from './proven-connection.js';

export interface PoolContext {
  readonly source: string;
  readonly connections: number;
  readonly idleTimeoutMs: number;
  /** Longest a connection may take to be made, proof included. */
  readonly makeTimeoutMs: number;
  readonly observe: Observer;
}

/** Longest wait for a free connection. The lane in front lets no more in than there are, so this is a last resort. */
const ACQUIRE_TIMEOUT_MS = 120_000;

/** How a connection is asked for. */
export interface Lend {
  readonly signal: AbortSignal;
  /** Prove again even if the proof is young, and log in again even if that was refused a moment ago. */
  readonly proveAgain?: boolean;
}

export class ConnectionPool {
  readonly #maker: ConnectionMaker;
  readonly #context: PoolContext;
  readonly #pool: Pool<ProvenConnection>;
  readonly #open = new Set<ProvenConnection>();
  #busy = 0;
  #closed = false;

  constructor(maker: ConnectionMaker, context: PoolContext) {
    this.#maker = maker;
    this.#context = context;
    this.#pool = new Pool<ProvenConnection>({
      create: () => this.#make(),
      validate: (connection) => !connection.closed,
      destroy: (connection) => connection.driver.close(),
      min: 0,
      max: context.connections,
      idleTimeoutMillis: context.idleTimeoutMs,
      createTimeoutMillis: context.makeTimeoutMs,
      acquireTimeoutMillis: ACQUIRE_TIMEOUT_MS,
      propagateCreateError: true,
    });
  }

  /** Runs `work` with a proven connection that nobody else has. Rejects with a SourceFault when none can be had. */
  async use<Result>(lend: Lend, work: (connection: ProvenConnection) => Promise<Result>): Promise<Result> {
    if (lend.proveAgain === true) this.#maker.forgetRefusal();
    const connection = await this.#acquire(lend.signal);
    this.#count(1);
    try {
      await this.#maker.renew(connection, lend.signal, lend.proveAgain === true);
      return await work(connection);
    } finally {
      this.#count(-1);
      this.#pool.release(connection);
    }
  }

  /** Closes every connection; what runs on them ends as lost. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#maker.abandon();
    for (const connection of this.#open) connection.driver.close();
    await this.#pool.destroy();
  }

  async #acquire(signal: AbortSignal): Promise<ProvenConnection> {
    if (signal.aborted) throw abortFault(signal);
    if (this.#closed) throw new SourceFault('unavailable', `${this.#context.source} is closed`);
    const pending = this.#pool.acquire();
    const giveUp = (): void => pending.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await pending.promise;
    } catch (error) {
      if (signal.reason !== undefined) throw abortFault(signal, error);
      if (error instanceof SourceFault) throw error;
      throw new SourceFault('unavailable', 'no connection became free in time', undefined, { cause: error });
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  async #make(): Promise<ProvenConnection> {
    const connection = await this.#maker.make();
    this.#open.add(connection);
    connection.driver.once('end', () => {
      connection.closed = true;
      this.#open.delete(connection);
      this.#tell();
    });
    if (this.#closed) connection.driver.close();
    this.#tell();
    return connection;
  }

  #count(change: 1 | -1): void {
    this.#busy += change;
    this.#tell();
  }

  #tell(): void {
    this.#context.observe({
      kind: 'pool-changed',
      source: this.#context.source,
      open: this.#open.size,
      busy: this.#busy,
    });
  }
}
