// The errors a fault can ask for, in SQL Server's words where it gives none.
import type { FaultError } from '../engine/faults.js';
import { SqlError } from '../values/sql-error.js';

const WORDS: Readonly<Record<number, string>> = {
  701: "There is insufficient system memory in resource pool 'default' to run this query.",
  1205: 'Transaction (Process ID {session}) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
  1222: 'Lock request time out period exceeded.',
  9002: "The transaction log for database is full due to 'LOG_BACKUP'.",
  18456: 'Login failed.',
  40501: 'The service is currently busy. Retry the request after 10 seconds.',
  40613: 'Database is not currently available. Please retry the connection later.',
};

export function faultError(fault: FaultError, session: number): SqlError {
  const words = fault.message ?? WORDS[fault.number] ?? 'An error that was asked for.';
  return new SqlError(fault.number, words.replace('{session}', String(session)), {
    ...(fault.class !== undefined && { class: fault.class }),
    ...(fault.state !== undefined && { state: fault.state }),
  });
}
