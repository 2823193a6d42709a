// Runs the statements of a batch one after the other. The first error ends it.
import { SqlError } from '../values/sql-error.js';
import type { SqlValue } from '../values/sql-value.js';
import { parseType } from '../values/sql-type.js';
import type { DataStatement, ExecuteArgument, Expression, Statement } from '../tsql/syntax-tree.js';
import type { Argument, Request } from './request.js';
import { pause } from './pause.js';
import type { Plan } from './plans.js';
import { declare, toStored, typeOfValue, variableNamed, type Variables } from './variables.js';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export async function runBatch(plan: Plan, variables: Variables, request: Request): Promise<void> {
  const batch = new Batch(plan, variables, request);
  for (const statement of plan.statements) {
    request.checkCancelled();
    await batch.run(statement);
  }
}

class Batch {
  constructor(
    private readonly plan: Plan,
    private readonly variables: Variables,
    private readonly request: Request,
  ) {}

  async run(statement: Statement): Promise<void> {
    const { sink, signal } = this.request;
    switch (statement.kind) {
      case 'data':
        return this.data(statement);
      case 'option':
        sink.done('SET');
        return;
      case 'declare':
        return this.declare(statement);
      case 'assign':
        return this.assign(statement.name, statement.value);
      case 'print':
        return this.print(statement.value);
      case 'execute':
        return this.execute(statement);
      case 'wait':
        return pause(statement.ms, signal);
      case 'use':
        this.use(statement.database);
        return;
      case 'definition':
        throw this.refuseDefinition(statement.verb);
      case 'transaction':
        this.transaction(statement.action);
    }
  }

  private async data(part: Of<'data'>): Promise<void> {
    const { session, sink } = this.request;
    const compiled = this.plan.compiledOf(part, () => part.statement, this.variables);
    const outcome = await session.run(compiled, this.variables, this.request);
    if ('result' in outcome) await sink.resultSet(outcome.result);
    else sink.done(compiled.verb, outcome.count);
  }

  private async print(expression: Expression): Promise<void> {
    const { value } = await this.scalar(expression);
    this.request.sink.message(0, String(value ?? ''));
  }

  private async declare({ name, type, value }: Of<'declare'>): Promise<void> {
    declare(this.variables, name, type);
    if (value !== undefined) await this.assign(name, value);
  }

  private async assign(name: string, expression: Expression): Promise<void> {
    const variable = variableNamed(this.variables, name);
    const { value, type } = await this.scalar(expression);
    variable.value = toStored(value, variable.type, type);
  }

  /** The value of an expression that stands outside a query. */
  private async scalar(expression: Expression): Promise<{ value: SqlValue; type: Argument['type'] }> {
    const compiled = this.plan.compiledOf(expression, () => selectOf(expression), this.variables);
    const outcome = await this.request.session.run(compiled, this.variables, this.request);
    const value = 'result' in outcome ? (outcome.result.rows[0]?.[0] ?? null) : null;
    return { value, type: compiled.columns[0]?.type ?? typeOfValue(value) };
  }

  private async execute({ procedure, args: written, status }: Of<'execute'>): Promise<void> {
    const { request } = this;
    const args: Argument[] = [];
    for (const each of written) args.push(await this.argument(each));
    const result = isExecuteSql(procedure) ? await this.executeSql(args) : await request.call(procedure, args);
    for (const [index, each] of written.entries()) {
      const target =
        each.output && each.value !== 'default' && each.value.kind === 'variable' ? each.value.name : undefined;
      const argument = args[index];
      if (target !== undefined && argument !== undefined) variableNamed(this.variables, target).value = argument.value;
    }
    if (status !== undefined) variableNamed(this.variables, status).value = result;
    request.sink.procedureDone(result);
  }

  private async executeSql([sql, declarations, ...args]: readonly Argument[]): Promise<number> {
    await this.request.runStatement(textOf(sql), textOf(declarations), args);
    return 0;
  }

  private async argument({ name, value: written, output }: ExecuteArgument): Promise<Argument> {
    const named = name === undefined ? {} : { name };
    if (written === 'default') return { ...named, type: INT, value: null, output: false, isDefault: true };
    if (written.kind === 'variable') {
      const { value, type } = variableNamed(this.variables, written.name);
      return { ...named, type, value, output };
    }
    // A bare word is text in EXEC.
    const expression: Expression =
      written.kind === 'column' ? { kind: 'text', value: written.path.join('.'), national: true } : written;
    return { ...named, ...(await this.scalar(expression)), output };
  }

  private use(database: string): void {
    const { session, sink } = this.request;
    if (database.toLowerCase() !== session.engine.database.toLowerCase()) {
      throw new SqlError(911, `Database '${database}' does not exist. Make sure that the name is entered correctly.`);
    }
    sink.database(session.engine.database);
  }

  private transaction(action: Of<'transaction'>['action']): void {
    const { session, sink } = this.request;
    if (action === 'begin') {
      session.begin();
      if (session.openTransactions === 1) sink.transaction('begin');
    } else if (action === 'commit') {
      if (session.commit()) sink.transaction('commit');
    } else {
      session.rollback();
      sink.transaction('rollback');
    }
    sink.done(action.toUpperCase());
  }

  /** Nobody changes the ERP's definition over the wire, whatever the login may do. */
  private refuseDefinition(verb: string): SqlError {
    return new SqlError(262, `${verb} permission denied in database '${this.request.session.engine.database}'.`, {
      class: 14,
    });
  }
}

const INT = parseType('int');

function selectOf(expression: Expression): DataStatement {
  const items = [{ kind: 'expression', expression }] as const;
  return {
    kind: 'query',
    with: [],
    orderBy: [],
    body: { kind: 'select', distinct: false, items, from: [], groupBy: [] },
  };
}

const isExecuteSql = (procedure: readonly string[]): boolean => procedure.at(-1)?.toLowerCase() === 'sp_executesql';
const textOf = (argument: Argument | undefined): string => (typeof argument?.value === 'string' ? argument.value : '');
