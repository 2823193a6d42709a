// SQL Server's error numbers and what each means for a read. The one place where that is decided.
// Sources: [E] Microsoft Learn, "Database Engine events and errors"; [T] Microsoft Learn, "Troubleshoot transient
// connection errors in Azure SQL"; [D] Data API builder, MsSqlDbExceptionParser.cs, its list of transient numbers.
import type { SourceFaultKind } from '../../src/legacy/source-fault.js';

export interface ErrorMeaning {
  readonly kind: SourceFaultKind;
  readonly meaning: string;
  /** The server's message repeats a value of a row, which no log may hold. */
  readonly quotesValue?: true;
}

const refused = (meaning: string): ErrorMeaning => ({ kind: 'refused', meaning });
const refusedQuoting = (meaning: string): ErrorMeaning => ({ ...refused(meaning), quotesValue: true });
const transient = (meaning: string): ErrorMeaning => ({ kind: 'transient', meaning });
const unavailable = (meaning: string): ErrorMeaning => ({ kind: 'unavailable', meaning });
const lost = (meaning: string): ErrorMeaning => ({ kind: 'lost', meaning });

export const ERROR_TABLE: ReadonlyMap<number, ErrorMeaning> = new Map([
  // The statement or the login is wrong for this ERP; asking again does not help. [E]
  [102, refused('syntax error')],
  [156, refused('syntax error near a keyword')],
  [207, refused('a column does not exist: the view has changed')],
  [208, refused('a view does not exist or is not visible to the login')],
  [220, refusedQuoting('arithmetic overflow in the view')],
  [229, refused('the login has no right to the view')],
  [230, refused('the login has no right to a column of the view')],
  [232, refusedQuoting('arithmetic overflow in the view')],
  [241, refused('text could not be converted to a date: the view computes over bad data')],
  [242, refused('a date is out of range: the view computes over bad data')],
  [244, refusedQuoting('a number is too large for its type: the view computes over bad data')],
  [245, refusedQuoting('text could not be converted to a number: the view computes over bad data')],
  [248, refusedQuoting('a number is too large for its type: the view computes over bad data')],
  [297, refused('the login has no right to do this')],
  [300, refused('a server permission is missing')],
  [402, refused('types cannot be compared')],
  [468, refused('collations cannot be compared')],
  [512, refused('a sub-query of the view returned more than one row')],
  [916, refused('the login has no user in the database')],
  [1038, refused('a name is empty')],
  [2812, refused('a procedure does not exist')],
  [4121, refused('a function does not exist')],
  [4413, refused('the view could not be bound: something below it has changed')],
  [4502, refused('the view names more columns than it selects')],
  [8003, refused('too many parameters')],
  [8114, refused('a value could not be converted')],
  [8115, refused('arithmetic overflow in the view')],
  [8120, refused('a column is not grouped')],
  [8134, refused('division by zero in the view')],
  [8152, refused('text would be truncated')],
  [8623, refused('the statement is too complex for the optimizer')],
  [2628, refusedQuoting('text would be truncated')],
  [3906, refused('the database is read-only')],
  [15247, refused('the login has no right to do this')],
  // Nothing was done and it may work in a moment. [E][T][D]
  [601, transient('data moved during a NOLOCK scan')],
  [615, transient('the database id was not found')],
  [617, transient('a work table was not found')],
  [669, transient('a row was not found')],
  [701, transient('not enough memory in the resource pool')],
  [802, transient('not enough memory in the buffer pool')],
  [997, transient('could not get a lock to start')],
  [1203, transient('a lock was lost')],
  [1204, transient('no lock resources left')],
  [1205, transient('deadlock victim')],
  [1221, transient('a lock could not be released')],
  [1222, transient('lock time-out')],
  [3935, transient('the FILESTREAM transaction context was lost')],
  [3947, transient('the transaction was aborted for a schema change on the replica')],
  [3960, transient('snapshot update conflict')],
  [3961, transient('snapshot failed: the object changed meanwhile')],
  [3966, transient('the version store was full')],
  [8628, transient('time-out waiting to optimise')],
  [8645, transient('time-out waiting for memory')],
  [8651, transient('low memory')],
  [9515, transient('an XML schema changed meanwhile')],
  [10922, transient('the service failed; run again')],
  [10928, transient('resource limit reached')],
  [10929, transient('resource minimum not guaranteed')],
  [10936, transient('resource limit of the pool reached')],
  [14355, transient('the agent service is busy')],
  [17197, transient('login time-out')],
  [20041, transient('transaction rolled back in replication')],
  [40501, transient('the service is busy')],
  [40549, transient('session ended: transaction too long')],
  [40550, transient('session ended: too many locks')],
  [40551, transient('session ended: too much tempdb')],
  [40552, transient('session ended: too much log')],
  [40553, transient('session ended: too much memory')],
  [41301, transient('dependency failure')],
  [41302, transient('row changed meanwhile')],
  [41305, transient('repeatable read validation failed')],
  [41325, transient('serializable validation failed')],
  [41839, transient('too many dependencies')],
  [49918, transient('not enough resources for the request')],
  [49919, transient('too many create or update operations')],
  [49920, transient('too many operations')],
  // The database or the replica is away. [E][T][D]
  [904, unavailable('the database cannot be started')],
  [921, unavailable('the database is not recovered yet')],
  [922, unavailable('the database is recovering')],
  [923, unavailable('the database is for its owners only')],
  [924, unavailable('the database is in single-user mode')],
  [926, unavailable('the database is suspect')],
  [927, unavailable('the database is being restored')],
  [942, unavailable('the database is offline')],
  [945, unavailable('the database cannot be opened')],
  [976, unavailable('the secondary does not take reads')],
  [978, unavailable('the secondary takes read-only intent only')],
  [979, unavailable('the replica does not take this connection')],
  [982, unavailable('the replica takes no reads')],
  [983, unavailable('the database is changing its role')],
  [1807, unavailable('could not get a lock on model')],
  [4060, unavailable('the database cannot be opened by this login')],
  [4221, unavailable('the replica lacks row versions after a restart')],
  [18456, unavailable('the login was refused')],
  [40143, unavailable('the service failed')],
  [40197, unavailable('the service is moving the database')],
  [40540, unavailable('the service aborted the transaction')],
  [40613, unavailable('the database is not available')],
  [42109, unavailable('the pool is warming up')],
  // The connection is gone or about to go. [E][T][D]
  [20, lost('the instance does not support encryption')],
  [53, lost('network path not found')],
  [64, lost('the network name is gone')],
  [121, lost('network time-out')],
  [233, lost('no process at the other end')],
  [596, lost('the session was killed')],
  [6002, lost('the server is shutting down')],
  [6005, lost('the server is shutting down')],
  [6006, lost('the server was shut down by a login')],
  [10053, lost('connection aborted')],
  [10054, lost('connection reset')],
  [10060, lost('connection timed out')],
  [11001, lost('host unknown')],
]);

/**
 * An error that is not in the table, by its severity (Microsoft Learn, "Database Engine error severities"): 20 and above
 * end the connection, 17 to 19 are about resources and may pass, everything below is the statement's own.
 */
export function meaningOfSeverity(severity: number): ErrorMeaning {
  if (severity >= 20) return lost(`fatal error of severity ${severity}`);
  return severity >= 17 ? transient(`resource error of severity ${severity}`) : refused('error not in the table');
}
