// Asks the demo ERP itself, past the gateway, which orders it holds.
import { Connection, Request } from 'tedious';
import type { RunningErp } from '../running/running-erp.js';

/** Every call of a procedure, however a driver sends it, and nothing else. */
export const CALLS = '^erp\\.|EXEC @banyan';

/** The external references of all orders, one per order. */
export async function extrefsAt(erp: RunningErp): Promise<readonly string[]> {
  const connection = new Connection({
    server: '127.0.0.1',
    authentication: {
      type: 'default',
      options: { userName: 'banyan_reader', password: erp.password('banyan_reader') },
    },
    options: { port: erp.port, database: 'Contoso', encrypt: false, readOnlyIntent: true },
  });
  connection.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error === undefined ? resolve() : reject(error)));
  });
  try {
    return await references(connection);
  } finally {
    connection.close();
  }
}

function references(connection: Connection): Promise<readonly string[]> {
  const found: string[] = [];
  return new Promise((resolve, reject) => {
    const request = new Request('SELECT EXTREF FROM api.Orders WHERE EXTREF IS NOT NULL', (error) => {
      if (error === undefined || error === null) resolve(found);
      else reject(error);
    });
    request.on('row', (columns: { readonly value: unknown }[]) => found.push(String(columns[0]?.value)));
    connection.execSql(request);
  });
}
