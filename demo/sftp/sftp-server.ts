// The SFTP server: sockets, logins, sessions. It owns every socket, so that it can cut one without a word.
// It offers files and nothing else: no shell, no commands, no forwarding.
import { createServer } from 'node:net';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import type { AuthContext, Connection, Server } from 'ssh2';
import ssh2 from 'ssh2';
import type { HostKey } from './host-key.js';
import type { SftpLogin } from './login.js';
import { judgeLogin, loginMethods } from './login.js';
import type { Shared } from './operations.js';
import { SftpSession } from './sftp-session.js';

/** How a server is made. */
export interface SftpServerOptions extends Shared {
  readonly hostKey: HostKey;
  readonly login: SftpLogin;
}

/** Whoever has not logged in by then is cut off, in milliseconds. */
const loginGrace = 30_000;
const mostConnections = 100;

/** Listens on one port for the life of the process; a restart keeps the port. */
export class SftpServer {
  readonly #options: SftpServerOptions;
  /** Every open socket, and the timer of those that have not logged in. */
  readonly #sockets = new Map<Socket, NodeJS.Timeout>();
  #net: NetServer | undefined;
  #ssh: Server;
  #hostKey: HostKey;
  #port = 0;

  constructor(options: SftpServerOptions) {
    this.#options = options;
    this.#hostKey = options.hostKey;
    this.#ssh = this.#speakingAs(options.hostKey);
  }

  /** The port it has, or had last. */
  get port(): number {
    return this.#port;
  }

  /** The key that new connections are shown. */
  get hostKey(): HostKey {
    return this.#hostKey;
  }

  /** Shows another key from now on; connections that stand are not touched. */
  showHostKey(key: HostKey): void {
    this.#hostKey = key;
    this.#ssh = this.#speakingAs(key);
  }

  /** Resolves when it accepts connections; port 0 takes any free one, or the one it had. */
  listen(port: number, host: string): Promise<void> {
    const net = createServer((socket) => this.#accept(socket));
    net.maxConnections = mostConnections;
    this.#net = net;
    return new Promise((resolve, reject) => {
      net.once('error', reject);
      net.listen(port === 0 ? this.#port : port, host, () => {
        this.#port = (net.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Cuts every connection, and goes on listening. */
  cutAll(): number {
    const cut = this.#sockets.size;
    for (const socket of this.#sockets.keys()) socket.resetAndDestroy();
    return cut;
  }

  /** Cuts every connection and stops listening. */
  close(): Promise<void> {
    const net = this.#net;
    if (net?.listening !== true) return Promise.resolve();
    return new Promise((resolve) => {
      net.close(() => resolve());
      this.cutAll();
    });
  }

  #speakingAs({ pem }: HostKey): Server {
    // The listener is told by the port from which the client came which of our sockets a connection is.
    return new ssh2.Server({ hostKeys: [pem], ident: 'contoso' }, (connection, { port }) => {
      const socket = [...this.#sockets.keys()].find(({ remotePort }) => remotePort === port);
      if (socket === undefined) return void connection.end();
      this.#serve(connection, socket);
    });
  }

  #accept(socket: Socket): void {
    const patience = setTimeout(() => socket.destroy(), loginGrace);
    this.#sockets.set(socket, patience);
    this.#options.log.connected();
    // Small answers must not wait for one another: with Nagle's algorithm each rename takes 40 ms.
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(patience);
      this.#sockets.delete(socket);
    });
    this.#ssh.injectSocket(socket);
  }

  #serve(connection: Connection, socket: Socket): void {
    const cut = (): void => void socket.resetAndDestroy();
    // Whatever a client does wrong ends its connection and nothing else.
    connection.on('error', cut);
    connection.on('authentication', (context) => void this.#judge(context));
    connection.once('ready', () => {
      clearTimeout(this.#sockets.get(socket));
      socket.once('close', this.#options.log.sessionBegan());
      connection.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => {
          const session = new SftpSession(acceptSftp(), this.#options, cut);
          socket.once('close', () => session.end());
        });
      });
    });
  }

  async #judge(context: AuthContext): Promise<void> {
    const { faults, log, login } = this.#options;
    // Everybody asks with "none" first to hear what may be tried; that is no attempt.
    if (context.method === 'none') {
      context.reject(loginMethods);
      return;
    }
    const verdict = faults.refuseLogins ? 'refused' : await judgeLogin(context, login);
    if (verdict !== 'asking') log.loginTried(verdict === 'accepted');
    if (verdict === 'refused') context.reject(loginMethods);
    else context.accept();
  }
}
