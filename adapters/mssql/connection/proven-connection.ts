// Makes connections that have proven what is wanted of them, and asks them again when the proof has aged.
import type { Connection, ConnectionConfiguration } from 'tedious';
import type { Observer } from '../../../src/observability/observation.js';
import { errorMessage } from '../error-fields.js';
import type { Proof } from '../proof/proof.js';
import { statementFault } from '../statement-fault.js';
import { asking } from './asking.js';
import { ConnectFailure } from './connect-failure.js';
import { type Opening, openConnection } from './open-connection.js';

/**
 * How long a proof counts. A failover normally cuts every connection, and a new one proves anew; this bound is for the
 * change that cuts none, as ALTER DATABASE ... SET READ_WRITE or a GRANT does. One round trip a minute per connection.
 */
export const PROOF_VALID_MS = 60_000;

/**
 * How long a refused login counts without asking again: one that every caller repeats locks the account, and a login
 * costs the server more than a statement does. A server that is away, or a primary again, may be asked by anybody.
 */
export const REFUSAL_VALID_MS = 2_000;

/** An open connection and when it last began to prove itself. */
export interface ProvenConnection {
  readonly driver: Connection;
  provenAt: number;
  closed: boolean;
}

export interface ProvingContext {
  /** The source or channel, for observations. */
  readonly source: string;
  readonly proof: Proof;
  readonly configuration: () => ConnectionConfiguration;
  readonly observe: Observer;
  readonly monotonic: () => number;
}

/** Opens connections and proves them. */
export class ConnectionMaker {
  readonly #context: ProvingContext;
  readonly #opening = new Set<Opening>();
  /** When a connection last failed its proof: what others proved before says nothing about the server of now. */
  #doubtedAt = -Infinity;
  #refusal: { readonly failure: ConnectFailure; readonly at: number } | undefined;

  constructor(context: ProvingContext) {
    this.#context = context;
  }

  /**
   * A connection ready for its first statement. Rejects with a ConnectFailure, observed and with the connection closed;
   * shortly after a refused login with the same one, unobserved and without asking the server.
   */
  async make(): Promise<ProvenConnection> {
    const { source, observe, monotonic } = this.#context;
    if (this.#refusal !== undefined && monotonic() - this.#refusal.at < REFUSAL_VALID_MS) throw this.#refusal.failure;
    const started = monotonic();
    const opening = openConnection(this.#context.configuration());
    this.#opening.add(opening);
    try {
      const driver = await opening.ready;
      const provenAt = monotonic();
      await this.#prove(driver, NEVER);
      observe({ kind: 'connection-opened', source, durationMs: monotonic() - started });
      return { driver, provenAt, closed: false };
    } catch (error) {
      opening.connection.close();
      const failure = this.#refused(error);
      if (failure.fault === 'login-refused') this.#refusal = { failure, at: monotonic() };
      throw failure;
    } finally {
      this.#opening.delete(opening);
    }
  }

  /** Lets the next attempt ask the server, whatever it said last. */
  forgetRefusal(): void {
    this.#refusal = undefined;
  }

  /** Proves a connection again when its proof has aged, or at once. Closes it and rejects when it no longer can. */
  async renew(connection: ProvenConnection, signal: AbortSignal, atOnce: boolean): Promise<void> {
    if (!atOnce && this.#isBelieved(connection)) return;
    try {
      const provenAt = this.#context.monotonic();
      await this.#prove(connection.driver, signal);
      connection.provenAt = provenAt;
    } catch (error) {
      if (signal.aborted) throw statementFault(error, signal);
      connection.driver.close();
      throw this.#refused(error);
    }
  }

  #isBelieved({ provenAt }: ProvenConnection): boolean {
    return provenAt > this.#doubtedAt && this.#context.monotonic() - provenAt < PROOF_VALID_MS;
  }

  /** Breaks off every attempt that is under way. */
  abandon(): void {
    for (const opening of this.#opening) opening.connection.close();
  }

  async #prove(driver: Connection, signal: AbortSignal): Promise<void> {
    const refuted = await this.#context.proof(asking(driver, signal));
    if (refuted !== undefined) throw new ConnectFailure(refuted.fault, refuted.advice);
  }

  #refused(error: unknown): ConnectFailure {
    const failure = error instanceof ConnectFailure ? error : unfinishedProof(error);
    const { source, observe, monotonic } = this.#context;
    if (failure.fault === 'not-read-only') this.#doubtedAt = monotonic();
    observe({ kind: 'connection-refused', source, fault: failure.fault, advice: failure.advice });
    return failure;
  }
}

/** Proving happens for the pool, not for one caller; the driver's own time limits end it. */
const NEVER = new AbortController().signal;

function unfinishedProof(error: unknown): ConnectFailure {
  const text = errorMessage(error);
  return new ConnectFailure('proof-failed', `The connection could not finish its proof: ${text}`, undefined, {
    cause: error,
  });
}
