// Runs one request of a session: the fault asked for, the work, the answer, and the log around all of it.
// The log's end comes before the last byte leaves, so that a client's next request is never counted beside this one.
import type { Fault } from '../engine/faults.js';
import type { StatementEnd, StatementStart } from '../engine/statement-log.js';
import { Execution } from '../execution/execution.js';
import { pause } from '../execution/pause.js';
import { mapError } from '../store/error-map.js';
import { Cancelled, SqlError } from '../values/sql-error.js';
import { faultError } from './fault-errors.js';
import { Response } from './response.js';
import type { ReadySession } from './ready-session.js';

/** A request, ready to run. */
export interface RequestWork {
  readonly start: Omit<StatementStart, 'session' | 'login'>;
  readonly form: 'batch' | 'procedure';
  /** Runs it and writes the end of the answer. */
  readonly run: (execution: Execution, response: Response) => Promise<void>;
}

const NEVER = new AbortController().signal;

export class RequestRunner {
  private readonly controller = new AbortController();
  private readonly fault: Fault | undefined;
  private cancelled = false;

  constructor(
    private readonly session: ReadySession,
    private readonly work: RequestWork,
  ) {
    this.fault = session.server.faults.take('request', work.start.text);
  }

  /** The client cancelled. Returns false when this request plays deaf, and then no acknowledgement may follow. */
  attention(): boolean {
    if (this.fault?.ignoreAttention === true) return false;
    this.cancelled = true;
    this.controller.abort();
    return true;
  }

  /** The connection is gone; only a deaf delay runs on. */
  abandon(): void {
    this.controller.abort();
  }

  /** Runs to the end; never throws. */
  async run(reset: boolean): Promise<void> {
    const { id, server, login } = this.session;
    const end = server.log.begin({ session: id, login: login.user, ...this.work.start });
    const response = this.response(reset);
    const outcome = await this.attempt(response);
    end({ ...outcome, rows: response.rows });
    if (outcome.outcome !== 'dropped') response.finish();
  }

  private response(reset: boolean): Response {
    const { id, server, connection, database, transactions } = this.session;
    const response = new Response(connection, {
      session: id,
      server: server.name,
      form: this.work.form,
      signal: this.controller.signal,
      inTransaction: () => database.openTransactions > 0,
      descriptor: (event) => transactions.descriptor(event),
      dropMidway: this.fault?.drop === 'midway',
    });
    if (reset) response.resetDone();
    return response;
  }

  private async attempt(response: Response): Promise<Omit<StatementEnd, 'rows'>> {
    try {
      await this.applyFault();
      await this.work.run(new Execution(this.session.database, response, this.controller.signal), response);
      if (this.fault?.drop === 'midway') this.drop();
      await response.flush();
      return { outcome: 'ok' };
    } catch (error) {
      return this.failed(error, response);
    }
  }

  private failed(error: unknown, response: Response): Omit<StatementEnd, 'rows'> {
    const mapped = mapError(error, this.session.database.engine.database);
    if (this.fault?.drop !== undefined || this.session.connection.closed) {
      if (mapped instanceof SqlError) this.session.connection.destroy();
      return { outcome: 'dropped' };
    }
    if (this.cancelled || mapped instanceof Cancelled) {
      response.endCancelled();
      return { outcome: 'cancelled' };
    }
    this.rollBackWhenDoomed(mapped, response);
    response.endWithError(mapped);
    return { outcome: 'error', error: mapped.number };
  }

  /** A deadlock victim loses its transaction before it hears of the error. */
  private rollBackWhenDoomed(error: SqlError, response: Response): void {
    if (error.number !== 1205 || this.session.database.openTransactions === 0) return;
    this.session.database.abandon();
    response.transaction('rollback');
  }

  private async applyFault(): Promise<void> {
    const { fault } = this;
    if (fault === undefined) return;
    const { signal } = this.controller;
    if (fault.delayMs !== undefined) await pause(fault.delayMs, fault.ignoreAttention === true ? NEVER : signal);
    if (fault.stall === true) await untilAborted(signal);
    if (fault.drop === 'before') this.drop();
    if (fault.error !== undefined) throw faultError(fault.error, this.session.id);
  }

  private drop(): never {
    this.session.connection.destroy();
    throw new Cancelled();
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const aborted = (): void => reject(new Cancelled());
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
  });
}
