// What a logged-in session is made of, for the parts that serve its requests.
import type { DatabaseSession } from '../engine/database-session.js';
import type { Faults } from '../engine/faults.js';
import type { StatementLog } from '../engine/statement-log.js';
import type { Connection } from './connection.js';
import type { Login } from './login7.js';
import type { TransactionDescriptors } from './transaction-descriptors.js';

/** The server's things that sessions use. */
export interface ServerParts {
  readonly name: string;
  readonly faults: Faults;
  readonly log: StatementLog;
}

export interface ReadySession {
  /** @@SPID. */
  readonly id: number;
  readonly server: ServerParts;
  readonly login: Login;
  readonly connection: Connection;
  readonly database: DatabaseSession;
  readonly transactions: TransactionDescriptors;
}
