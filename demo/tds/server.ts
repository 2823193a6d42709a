// The TDS listener: accepts connections, gives each a session, and keeps what tests look at: faults, log, counters.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Engine } from '../engine/engine.js';
import { Faults } from '../engine/faults.js';
import { StatementLog } from '../engine/statement-log.js';
import { Connection, type ServerIdentity } from './connection.js';
import type { Encryption } from './prelogin.js';
import { Session } from './session.js';

export interface TdsServerOptions {
  readonly engine: Engine;
  /** TLS inside TDS: refused, offered, or demanded. Strict (TDS 8.0) connections are accepted whenever `tls` is given. */
  readonly encryption: Encryption;
  readonly tls?: ServerIdentity;
  /** What @@SERVERNAME says. */
  readonly serverName?: string;
  /** Own ones when left out; servers of one engine may share a log. */
  readonly faults?: Faults;
  readonly log?: StatementLog;
  /** Milliseconds since 1970, for the log. */
  readonly clock?: () => number;
}

/** What has happened since the server was made. */
export interface ServerCounters {
  connections: number;
  logins: number;
  refusedLogins: number;
  attentions: number;
}

/** Session ids of users start above those of the system, as in SQL Server. */
const FIRST_SESSION = 51;

export class TdsServer {
  readonly faults: Faults;
  readonly log: StatementLog;
  readonly counters: ServerCounters = { connections: 0, logins: 0, refusedLogins: 0, attentions: 0 };
  private readonly server: Server;
  private readonly open = new Map<Connection, Session>();
  private nextSession = FIRST_SESSION;

  /** Throws when encryption is wanted without a certificate. */
  constructor(private readonly options: TdsServerOptions) {
    if (options.encryption !== 'off' && options.tls === undefined) {
      throw new Error(`Encryption '${options.encryption}' needs a key and a certificate.`);
    }
    this.faults = options.faults ?? new Faults();
    this.log = options.log ?? new StatementLog(options.clock);
    this.server = createServer((socket) => this.accept(socket));
  }

  /** The port it listens on, 0 before. */
  get port(): number {
    return (this.server.address() as AddressInfo | null)?.port ?? 0;
  }

  /** Sessions that are logged in. */
  get sessions(): number {
    return [...this.open.values()].filter((session) => session.loggedIn).length;
  }

  /** Listens; resolves with the port, which is a free one when none is given. */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve(this.port);
      });
    });
  }

  /** Cuts every connection and stops listening. The engine stays open; a stopped server can listen again. */
  async close(): Promise<void> {
    const stopped = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const connection of this.open.keys()) connection.destroy();
    await stopped;
  }

  private accept(socket: Socket): void {
    this.counters.connections += 1;
    const { engine, encryption, serverName = 'CONTOSO01', tls } = this.options;
    const connection: Connection = new Connection(socket, tls, {
      message: (message) => session.take(message),
      attention: () => {
        this.counters.attentions += 1;
        session.attention();
      },
      closed: () => {
        this.open.delete(connection);
        session.closed();
      },
    });
    const session: Session = new Session(connection, {
      id: this.nextSession++,
      engine,
      encryption,
      server: { name: serverName, faults: this.faults, log: this.log },
      loggedIn: (admitted) => {
        if (admitted) this.counters.logins += 1;
        else this.counters.refusedLogins += 1;
      },
    });
    this.open.set(connection, session);
  }
}
