// One request at work: runs texts and procedures of a session against a sink. It ties batches and procedures together,
// which call each other, so that neither needs to import the other.
import { Cancelled } from '../values/sql-error.js';
import type { NamePath } from '../tsql/syntax-tree.js';
import { runBatch } from './batch.js';
import type { DatabaseSession } from '../engine/database-session.js';
import type { Plan } from './plans.js';
import { bindParameters } from './parameters.js';
import { callProcedure } from './procedure-call.js';
import type { Argument, Request } from './request.js';
import type { Sink } from './sink.js';
import type { Variables } from './variables.js';

export class Execution implements Request {
  /** @param owned true inside a procedure, where the owner's rights count */
  constructor(
    readonly session: DatabaseSession,
    readonly sink: Sink,
    readonly signal: AbortSignal,
    readonly owned = false,
  ) {}

  /** The same request with the owner's rights, sending to another sink. */
  within(sink: Sink): Execution {
    return new Execution(this.session, sink, this.signal, true);
  }

  checkCancelled(): void {
    if (this.signal.aborted) throw new Cancelled();
  }

  /** Runs a parsed text with its variables. */
  async runPlan(plan: Plan, variables: Variables): Promise<void> {
    await runBatch(plan, variables, this);
  }

  /** sp_executesql: a text with declared parameters. Output arguments get their values. */
  async runStatement(sql: string, declarations: string, args: readonly Argument[]): Promise<void> {
    const plan = this.session.engine.plans.plan(sql, declarations);
    const { variables, outputs } = bindParameters(plan.declarations, args, declarations);
    await this.runPlan(plan, variables);
    for (const [argument, variable] of outputs) argument.value = variable.value;
  }

  /** Calls a procedure and returns its status. Output arguments get their values. */
  async call(procedure: NamePath, args: readonly Argument[]): Promise<number> {
    return callProcedure(procedure, args, this);
  }
}
