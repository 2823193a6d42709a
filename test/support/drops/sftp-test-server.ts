// An SFTP server in this process over a folder on disk, which counts logins and does what faults say.
// A fixture only: the demonstration has a server of its own.
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import ssh2, { type Algorithms, type AuthContext, type Connection, type SFTPWrapper } from 'ssh2';
import { type KeyPair, makeKeyPair } from './host-key.js';
import { ServedFiles, type SftpReply, type SftpRequest } from './served-files.js';
import { ServerFaults } from './server-faults.js';

export const USER = 'banyan';
export const PASSWORD = 'pass word/@:%';

/** Which logins the server takes. */
export interface TestServerOptions {
  readonly root: string;
  readonly hostKey?: KeyPair;
  readonly login?: 'password' | 'keyboard-interactive' | 'public-key';
  /** One line, of public-key. */
  readonly publicKey?: string;
  readonly algorithms?: Algorithms;
  /** Left off to see what it costs. */
  readonly noDelay?: boolean;
}

/** What is never sent when the host key is refused. */
export interface LoginAttempt {
  readonly method: AuthContext['method'];
  readonly user: string;
}

export class SftpTestServer {
  readonly faults = new ServerFaults();
  readonly attempts: LoginAttempt[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #options: TestServerOptions;
  #hostKey: KeyPair;
  #mode: 'serve' | 'silent' | 'refuse' = 'serve';
  #listener: NetServer;
  #highest = 0;

  private constructor(options: TestServerOptions) {
    this.#options = options;
    this.#hostKey = options.hostKey ?? makeKeyPair();
    this.#listener = createServer((socket) => this.#take(socket));
  }

  static async start(options: TestServerOptions): Promise<SftpTestServer> {
    const server = new SftpTestServer(options);
    await new Promise<void>((resolve) => server.#listener.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  get pin(): string {
    return this.#hostKey.pin;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** The most there were at once. */
  get mostConnections(): number {
    return this.#highest;
  }

  /** Shows another host key to whoever connects from now on. */
  swapHostKey(): void {
    this.#hostKey = makeKeyPair();
  }

  /** `silent`: takes connections and says nothing. `refuse`: closes them at once. */
  become(mode: 'serve' | 'silent' | 'refuse'): void {
    this.#mode = mode;
    if (mode === 'refuse') this.cutAll();
  }

  behave(): void {
    this.#mode = 'serve';
    this.faults.behave();
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  #take(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.#mode === 'refuse') {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    this.#highest = Math.max(this.#highest, this.#sockets.size);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#mode === 'silent') {
      socket.resume();
      return;
    }
    if (this.#options.noDelay !== false) socket.setNoDelay(true);
    const { algorithms } = this.#options;
    const hostKeys = [this.#hostKey.privateKey];
    const ssh = new ssh2.Server({ hostKeys, ...(algorithms === undefined ? {} : { algorithms }) }, (connection) =>
      this.#serve(connection, socket),
    );
    ssh.injectSocket(socket);
  }

  #serve(connection: Connection, socket: Socket): void {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => this.#authenticate(context));
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => this.#speakSftp(acceptSftp(), socket));
    });
  }

  #authenticate(context: AuthContext): void {
    const { login = 'password', publicKey } = this.#options;
    this.attempts.push({ method: context.method, user: context.username });
    if (login === 'password' && context.method === 'password' && context.password === PASSWORD) context.accept();
    else if (login === 'keyboard-interactive' && context.method === login) {
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
        if (answers[0] === PASSWORD) context.accept();
        else context.reject();
      });
    } else if (login === 'public-key' && context.method === 'publickey' && isKey(context, publicKey ?? ''))
      context.accept();
    else context.reject([login === 'public-key' ? 'publickey' : login]);
  }

  #speakSftp(sftp: SFTPWrapper, socket: Socket): void {
    const files = new ServedFiles(this.#options.root, this.faults);
    const serve = (id: number, request: SftpRequest): void => {
      const action = this.faults.arrived(request);
      if (action === 'silence') return;
      if (action === 'cut-before') {
        socket.destroy();
        return;
      }
      const reply = files.answer(request);
      if (action === 'cut-after') socket.destroy();
      else send(sftp, id, reply);
    };
    sftp
      .on('OPEN', (id, path, flags) => serve(id, { kind: 'OPEN', path, flags }))
      .on('WRITE', (id, handle, at, bytes) => serve(id, { kind: 'WRITE', handle, at, bytes }))
      .on('READ', (id, handle, at, length) => serve(id, { kind: 'READ', handle, at, length }))
      .on('CLOSE', (id, handle) => serve(id, { kind: 'CLOSE', handle }))
      .on('READDIR', (id, handle) => serve(id, { kind: 'READDIR', handle }))
      .on('RENAME', (id, path, to) => serve(id, { kind: 'RENAME', path, to }))
      .on('STAT', (id, path) => serve(id, { kind: 'STAT', path }))
      .on('LSTAT', (id, path) => serve(id, { kind: 'LSTAT', path }))
      .on('OPENDIR', (id, path) => serve(id, { kind: 'OPENDIR', path }))
      .on('REMOVE', (id, path) => serve(id, { kind: 'REMOVE', path }))
      .on('MKDIR', (id, path) => serve(id, { kind: 'MKDIR', path }))
      .on('RMDIR', (id, path) => serve(id, { kind: 'RMDIR', path }))
      .on('REALPATH', (id, path) => serve(id, { kind: 'REALPATH', path }));
    socket.once('close', () => files.close());
  }
}

function send(sftp: SFTPWrapper, id: number, reply: SftpReply): void {
  switch (reply.kind) {
    case 'status':
      sftp.status(id, reply.code, reply.text ?? '');
      return;
    case 'handle':
      sftp.handle(id, reply.handle);
      return;
    case 'data':
      sftp.data(id, reply.bytes);
      return;
    case 'names':
      sftp.name(id, [...reply.names]);
      return;
    case 'attributes':
      sftp.attrs(id, reply.attributes);
  }
}

function isKey(context: Extract<AuthContext, { method: 'publickey' }>, line: string): boolean {
  const key = ssh2.utils.parseKey(line);
  if (key instanceof Error || !key.getPublicSSH().equals(context.key.data)) return false;
  const { signature, blob, hashAlgo } = context;
  return signature === undefined || (blob !== undefined && key.verify(blob, signature, hashAlgo));
}
