// The SQL Server channel: one procedure call per delivery, and an outcome whatever happens. It joins pool, calls and
// outcomes, and observes how each call ended. It must never send a call twice.
import type { ViewName } from '../../src/facade/binding.js';
import type { ChannelBinding } from '../../src/facade/binding-of-commands.js';
import { Channel, type ChannelContext } from '../../src/legacy/channel.port.js';
import { isTooLate, TOO_LATE } from '../../src/legacy/delivery.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../src/legacy/delivery.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { ProcedureShape } from '../../src/legacy/procedure-shape.js';
import { abortFault } from '../../src/legacy/source-fault.js';
import type { SourceState } from '../../src/legacy/source.port.js';
import type { StatementEnd } from '../../src/observability/observation.js';
import { asking } from './connection/asking.js';
import { serverCodePage } from './connection/code-page.js';
import { ConnectFailure } from './connection/connect-failure.js';
import type { ConnectionPool } from './connection/connection-pool.js';
import type { ProvenConnection } from './connection/proven-connection.js';
import { runStatement } from './connection/run-statement.js';
import { shapesOf } from './describe-views.js';
import { bindDelivery } from './procedure/bind-delivery.js';
import { callByStatement, needsStatement } from './procedure/call-by-statement.js';
import { callDirectly } from './procedure/call-directly.js';
import { answeredOutcome, failedOutcome, misfitOutcome, unsentOutcome } from './procedure/call-outcome.js';
import { parametersStatement, tableTypesStatement } from './procedure/describe-statements.js';
import { shapesOfProcedures, tableTypesOf } from './procedure/procedure-shapes.js';
import { powerWarning } from './proof/writer-proof.js';
import { statementFault } from './statement-fault.js';
import type { Statement } from './statement/statement.js';

export class MssqlChannel extends Channel {
  readonly #binding: ChannelBinding;
  readonly #context: ChannelContext;
  readonly #pool: ConnectionPool;

  constructor(binding: ChannelBinding, context: ChannelContext, pool: ConnectionPool) {
    super();
    this.#binding = binding;
    this.#context = context;
    this.#pool = pool;
  }

  async deliver(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      return await this.#pool.use({ signal }, (connection) => this.#observed(connection, delivery, signal));
    } catch (error) {
      // Everything behind the connection ends as an outcome, so this is about getting one.
      return unsentOutcome(error);
    }
  }

  async describe(procedures: readonly ViewName[], signal: AbortSignal): Promise<readonly ProcedureShape[]> {
    if (procedures.length === 0) return [];
    try {
      return await this.#pool.use({ signal }, async ({ driver }) => {
        const ask = async (statement: Statement): Promise<readonly LegacyRow[]> => {
          const rows: LegacyRow[] = [];
          await runStatement(driver, statement, (row) => rows.push(row), signal);
          return rows;
        };
        const rows = await ask(parametersStatement(procedures));
        const types = tableTypesOf(rows);
        const tables = types.length === 0 ? [] : shapesOf(types, await ask(tableTypesStatement(types)));
        return shapesOfProcedures(procedures, rows, tables);
      });
    } catch (error) {
      throw statementFault(error, signal);
    }
  }

  async probe(signal: AbortSignal): Promise<SourceState> {
    try {
      const standingWarning = await this.#pool.use({ signal, proveAgain: true }, ({ driver }) =>
        powerWarning(asking(driver, signal)),
      );
      return standingWarning === undefined ? { kind: 'ready' } : { kind: 'ready', standingWarning };
    } catch (error) {
      if (error instanceof ConnectFailure) return { kind: 'unavailable', advice: error.advice };
      return { kind: 'unavailable', advice: statementFault(error, signal).message };
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #observed(
    connection: ProvenConnection,
    delivery: ProcedureDelivery,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const started = this.#context.monotonic();
    const outcome = await this.#call(connection, delivery, signal);
    this.#context.observe({
      kind: 'statement-ended',
      source: this.#binding.name,
      operation: delivery.operation,
      statement: 'procedure',
      end: endOf(outcome, signal),
      errorNumber: 'errorNumber' in outcome ? outcome.errorNumber : undefined,
      rows: 0,
      durationMs: this.#context.monotonic() - started,
    });
    return outcome;
  }

  async #call(
    connection: ProvenConnection,
    delivery: ProcedureDelivery,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const { driver } = connection;
    const collation = driver.databaseCollation;
    const bound = bindDelivery(delivery, { codePage: serverCodePage(collation), collation });
    if (!bound.ok) return misfitOutcome(bound.faults);
    if (signal.aborted) return unsentOutcome(abortFault(signal));
    if (isTooLate(delivery, this.#context.now())) return TOO_LATE;
    const call = needsStatement(bound.value) ? callByStatement : callDirectly;
    const outcome = await call(driver, bound.value, signal).then(
      (answer) => answeredOutcome(answer, driver.inTransaction),
      (error: unknown) => failedOutcome(error, delivery, signal),
    );
    // A transaction left open would swallow the next call's work, and a cancelled call may have left one: a closed
    // connection makes the server roll it back.
    if (driver.inTransaction || outcome.kind === 'unknown') {
      connection.closed = true;
      driver.close();
    }
    return outcome;
  }
}

function endOf(outcome: DeliveryOutcome, signal: AbortSignal): StatementEnd {
  switch (outcome.kind) {
    case 'answered':
      return 'completed';
    case 'refused':
    case 'undeclared':
      return 'refused';
    case 'nothing-done':
      return 'transient';
    case 'too-late':
      return 'cancelled';
    case 'unknown':
      if (!outcome.sessionEnded) return 'lost';
      return signal.aborted ? 'cancelled' : 'timed-out';
  }
}
