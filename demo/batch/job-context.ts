// The batch job as a user of the database: a session of its own with the owner's rights, whose results nobody is sent.
import { DatabaseSession } from '../engine/database-session.js';
import type { ProcedureContext } from '../engine/definition.js';
import type { Engine } from '../engine/engine.js';
import { Execution } from '../execution/execution.js';
import { procedureContext } from '../execution/procedure-context.js';
import type { Sink } from '../execution/sink.js';

const nowhere: Sink = {
  resultSet: () => Promise.resolve(),
  done: () => undefined,
  message: () => undefined,
  procedureDone: () => undefined,
  transaction: () => undefined,
  database: () => undefined,
};

/** Opens the session; `close` rolls back what is open. */
export function openJobContext(engine: Engine): { readonly ctx: ProcedureContext; readonly close: () => void } {
  const session = new DatabaseSession(engine, {
    id: 0,
    login: { name: 'erp_job', password: '', grants: {} },
    ...{ host: 'CONTOSO', application: 'batch job', server: 'CONTOSO' },
    readOnly: () => false,
  });
  const execution = new Execution(session, nowhere, new AbortController().signal, true);
  return { ctx: procedureContext(execution, 'batch job', new Map()), close: () => session.close() };
}
