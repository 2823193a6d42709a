// What a procedure gets to work with: statements with the owner's rights, messages, errors, a transaction, a pause.
import { SqlError } from '../values/sql-error.js';
import { formatType } from '../values/sql-type.js';
import type { ProcedureContext, Row } from '../engine/definition.js';
import type { Argument, Request } from './request.js';
import { pause } from './pause.js';
import type { ResultSet, Sink } from './sink.js';
import { fromStored, toStored, typeOfValue } from './variables.js';

/** @param tables the rows of table valued parameters, by lower-case name */
export function procedureContext(
  request: Request,
  procedure: string,
  tables: ReadonlyMap<string, Row[]>,
): ProcedureContext {
  const { session, sink, signal } = request;
  return {
    login: session.options.login.name,
    signal,
    query: async (sql, parameters) => {
      const collector = new Collector(sink);
      await runText(request.within(collector), sql, parameters);
      return collector.rows;
    },
    send: (sql, parameters) => runText(request.within(sink), sql, parameters),
    print: (text) => sink.message(0, text),
    throw: (number, message, state = 1) => {
      throw new SqlError(number, message, { state, procedure });
    },
    tx: (work) => inTransaction(request, work),
    sleep: (ms) => pause(ms, signal),
    table: (parameter) => tables.get(parameter.replace(/^@/, '').toLowerCase()) ?? [],
  };
}

async function runText(request: Request, sql: string, parameters: Row = {}): Promise<void> {
  const args = Object.entries(parameters).map(([name, value]): Argument => {
    const type = typeOfValue(value);
    return { name: `@${name}`, type, output: false, value: toStored(value, type, type) };
  });
  const declarations = args.map(({ name, type }) => `${name ?? ''} ${formatType(type)}`).join(', ');
  await request.runStatement(sql, declarations, args);
}

/** The writer lock is taken at once: what the work reads first cannot change before it writes. */
async function inTransaction<T>({ session, sink, signal }: Request, work: () => Promise<T>): Promise<T> {
  session.begin();
  if (session.openTransactions === 1) sink.transaction('begin');
  try {
    await session.startWriting(signal);
    const result = await work();
    if (session.commit()) sink.transaction('commit');
    return result;
  } catch (error) {
    if (session.openTransactions > 0) {
      session.abandon();
      sink.transaction('rollback');
    }
    throw error;
  }
}

/** Keeps the rows of a statement for the procedure that asked. */
class Collector implements Sink {
  rows: Row[] = [];

  constructor(private readonly outer: Sink) {}

  resultSet({ columns, rows }: ResultSet): Promise<void> {
    this.rows = rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, fromStored(row[index] ?? null)])),
    );
    return Promise.resolve();
  }

  done(): void {
    // Counts of inner statements are not sent, as under SET NOCOUNT ON.
  }

  message(number: number, text: string): void {
    this.outer.message(number, text);
  }

  procedureDone(): void {
    // The caller hears of its own procedure only.
  }

  transaction(event: Parameters<Sink['transaction']>[0]): void {
    this.outer.transaction(event);
  }

  database(name: string): void {
    this.outer.database(name);
  }
}
