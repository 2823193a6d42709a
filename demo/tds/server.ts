// (API first; the body follows) The TDS listener.
import type { Engine } from '../engine/engine.js';
import type { Faults } from '../engine/faults.js';
import type { StatementLog } from '../engine/statement-log.js';

export interface TdsServerOptions {
  readonly engine: Engine;
  /** TLS inside TDS: refused, offered, or demanded. Strict (TDS 8.0) connections are accepted whenever `tls` is given. */
  readonly encryption: 'off' | 'on' | 'required';
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly serverName?: string;
  /** Own ones when left out. */
  readonly faults?: Faults;
  readonly log?: StatementLog;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

export interface ServerCounters {
  connections: number;
  logins: number;
  refusedLogins: number;
  attentions: number;
}

export declare class TdsServer {
  readonly faults: Faults;
  readonly log: StatementLog;
  readonly counters: Readonly<ServerCounters>;
  /** The port it listens on; 0 before `listen`. */
  readonly port: number;
  /** Sessions that are logged in. */
  readonly sessions: number;
  constructor(options: TdsServerOptions);
  /** Resolves with the port. */
  listen(port?: number, host?: string): Promise<number>;
  /** Ends every connection and stops listening; the engine stays open. */
  close(): Promise<void>;
}
