// A bare connection to a server for preparing it: runs plain T-SQL, one batch after the other.
import { Connection, type ConnectionConfiguration, Request } from 'tedious';

/** Runs the batches in order on one connection of their own. Rejects with the first error. */
export async function runBatches(configuration: ConnectionConfiguration, batches: readonly string[]): Promise<void> {
  const connection = new Connection(configuration);
  connection.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error === undefined ? resolve() : reject(error)));
  });
  try {
    for (const batch of batches) await runBatch(connection, batch);
  } finally {
    connection.close();
  }
}

function runBatch(connection: Connection, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null | undefined): void => {
      if (error === undefined || error === null) resolve();
      else reject(new Error(`${error.message} in: ${text.slice(0, 300)}`, { cause: error }));
    };
    connection.execSqlBatch(new Request(text, done));
  });
}
