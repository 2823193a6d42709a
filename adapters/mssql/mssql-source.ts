// The SQL Server source: plans in, rows out. It joins statements, pool and faults, and observes how each statement ended.
import type { Connection } from 'tedious';
import type { SourceBinding, ViewName, ViewShape } from '../../src/facade/binding.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { ReadPlan } from '../../src/legacy/read-plan.js';
import { abortFault, type SourceFault } from '../../src/legacy/source-fault.js';
import { type Explanation, Source, type SourceContext, type SourceState } from '../../src/legacy/source.port.js';
import type { StatementEnd } from '../../src/observability/observation.js';
import type { CodePage } from './column/fit.js';
import type { ConnectionPool } from './connection/connection-pool.js';
import { serverCodePage, windows1252 } from './connection/code-page.js';
import { ConnectFailure } from './connection/connect-failure.js';
import type { ProvenConnection } from './connection/proven-connection.js';
import { runStatement } from './connection/run-statement.js';
import { describeStatement, shapesOf } from './describe-views.js';
import type { Session } from './session/session.js';
import type { ConnectionOptions } from './settings/connection-options.js';
import { sessionOf } from './session/take-over.js';
import { explainStatement } from './explain-statement.js';
import { TRUST_WARNING } from './proof/read-only-proof.js';
import { emptyAnswer, planStatement } from './statement/plan-statement.js';
import type { Statement } from './statement/statement.js';
import { statementFault } from './statement-fault.js';

/** What a statement is called in observations. */
interface StatementLabel {
  readonly operation: string;
  readonly statement: string;
}

/** What a source works with. `answers`: who reads what the server sends back, see docs/decisions. */
export interface MssqlSourceParts {
  readonly context: SourceContext;
  readonly pool: ConnectionPool;
  readonly answers: ConnectionOptions['answers'];
}

export class MssqlSource extends Source {
  readonly #binding: SourceBinding;
  readonly #context: SourceContext;
  readonly #pool: ConnectionPool;
  readonly #send: typeof runStatement;

  constructor(binding: SourceBinding, { context, pool, answers }: MssqlSourceParts) {
    super();
    this.#binding = binding;
    this.#context = context;
    this.#pool = pool;
    this.#send = answers === 'direct' ? runDirectly : runStatement;
  }

  async read(plan: ReadPlan, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void> {
    const label = { operation: plan.operation, statement: plan.kind };
    await this.#pool.use({ signal }, async (connection) => {
      const statement = planStatement(plan, this.#codePage(connection));
      if (statement === undefined) emptyAnswer(plan).forEach(row);
      else await this.#run(connection, { statement, label, row, signal });
    });
  }

  async describe(views: readonly ViewName[], signal: AbortSignal): Promise<readonly ViewShape[]> {
    if (views.length === 0) return [];
    const statement = describeStatement(views);
    const rows: LegacyRow[] = [];
    const label = { operation: 'banyan.describe', statement: 'describe' };
    const row = (values: LegacyRow): unknown => rows.push(values);
    await this.#pool.use({ signal }, (connection) => this.#run(connection, { statement, label, row, signal }));
    return shapesOf(views, rows);
  }

  async probe(signal: AbortSignal): Promise<SourceState> {
    try {
      await this.#pool.use({ signal, proveAgain: true }, () => Promise.resolve());
      return this.#binding.readOnly === 'trust' ? { kind: 'ready', standingWarning: TRUST_WARNING } : { kind: 'ready' };
    } catch (error) {
      if (error instanceof ConnectFailure) return { kind: 'unavailable', advice: error.advice };
      return { kind: 'unavailable', advice: statementFault(error, signal).message };
    }
  }

  explain(plan: ReadPlan): Explanation {
    return explainStatement(planStatement(plan, windows1252));
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** A statement on a connection of one's own: run, classified, observed. */
  async #run(connection: ProvenConnection, work: Work): Promise<void> {
    if (work.signal.aborted) throw abortFault(work.signal);
    const started = this.#context.monotonic();
    let rows = 0;
    let fault: SourceFault | undefined;
    const count = (values: LegacyRow): void => {
      rows += 1;
      work.row(values);
    };
    try {
      await this.#send(connection.driver, work.statement, count, work.signal);
    } catch (error) {
      fault = statementFault(error, work.signal);
      throw fault;
    } finally {
      const durationMs = this.#context.monotonic() - started;
      this.#observeEnd(work.label, fault, { rows, durationMs });
    }
  }

  #observeEnd(
    label: StatementLabel,
    fault: SourceFault | undefined,
    measured: { readonly rows: number; readonly durationMs: number },
  ): void {
    this.#context.observe({
      kind: 'statement-ended',
      source: this.#binding.name,
      ...label,
      end: endOf(fault),
      errorNumber: fault?.errorNumber,
      ...measured,
    });
  }

  #codePage({ driver }: ProvenConnection): CodePage {
    return serverCodePage(driver.databaseCollation);
  }
}

/** By a session where there can be one, otherwise by the driver; both keep the same promises. */
function runDirectly(driver: Connection, ...work: RunArguments): Promise<void> {
  return sessionOf(driver)?.run(...work) ?? runStatement(driver, ...work);
}

type RunArguments = Parameters<Session['run']>;

interface Work {
  readonly statement: Statement;
  readonly label: StatementLabel;
  readonly row: (values: LegacyRow) => unknown;
  readonly signal: AbortSignal;
}

/** A database that says in the middle of a statement that it is away ended the statement as one that may work later. */
function endOf(fault: SourceFault | undefined): StatementEnd {
  if (fault === undefined) return 'completed';
  return fault.kind === 'unavailable' ? 'transient' : fault.kind;
}
