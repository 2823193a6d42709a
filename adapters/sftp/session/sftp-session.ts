// One SFTP session: requests as promises that always settle, because silence ends the session.
// It must never retry, and never leave a request waiting on a session that is gone.
import type { Socket } from 'node:net';
import ssh2, { type Client, type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2';
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import { reasonOf, ServerRefusal, SessionLost, STATUS } from './session-faults.js';

/** What a session is made of. All three belong to it from now on. */
export interface Wire {
  readonly client: Client;
  readonly socket: Socket;
  readonly sftp: SFTPWrapper;
}

export type SessionTiming = Pick<DropContext, 'stallTimeoutMs' | 'after'>;

type Done<Value> = (error: Error | null | undefined, value: Value) => void;

/** What a server says of a file. Members it does not tell are undefined. */
export interface RemoteStat {
  readonly size: number | undefined;
  readonly isFolder: boolean;
}

const { OPEN_MODE } = ssh2.utils.sftp;

/** How a file is opened. `fresh` fails when the name is taken; `anew` takes whatever is there and empties it. */
const MODES = {
  fresh: OPEN_MODE.WRITE | OPEN_MODE.CREAT | OPEN_MODE.EXCL,
  anew: OPEN_MODE.WRITE | OPEN_MODE.CREAT | OPEN_MODE.TRUNC,
  read: OPEN_MODE.READ,
} as const;

export class SftpSession {
  readonly #wire: Wire;
  readonly #timing: SessionTiming;
  readonly #pending = new Set<(error: Error) => void>();
  #stopWatch: () => void = () => undefined;
  #end: Error | undefined;
  /** Resolves when the socket is closed. */
  readonly over: Promise<void>;

  constructor(wire: Wire, timing: SessionTiming) {
    this.#wire = wire;
    this.#timing = timing;
    const lost = (error?: unknown): void =>
      this.destroy(new SessionLost(error instanceof Error ? reasonOf(error) : 'the server ended the session'));
    this.over = new Promise((resolve) => wire.socket.once('close', () => resolve()));
    wire.client.on('error', lost).on('end', lost).on('close', lost);
    wire.sftp.on('error', lost).on('end', lost).on('close', lost);
  }

  /** False once nothing more can be asked. */
  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** Ends the session now; whatever waits for an answer rejects with `reason`. Calling it twice is harmless. */
  destroy(reason: Error): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    this.#stopWatch();
    this.#wire.socket.destroy();
    for (const reject of [...this.#pending]) reject(reason);
    this.#pending.clear();
  }

  open(path: string, how: keyof typeof MODES): Promise<Buffer> {
    return this.#ask((sftp, done: Done<Buffer>) => sftp.open(path, MODES[how], done));
  }

  write(handle: Buffer, piece: Buffer, at: number): Promise<void> {
    return this.#ask((sftp, done: Done<void>) =>
      sftp.write(handle, piece, 0, piece.length, at, (error) => done(error, undefined)),
    );
  }

  /** At most `length` bytes; none at the end of the file. */
  read(handle: Buffer, length: number, at: number): Promise<Buffer> {
    return this.#ask((sftp, done: Done<Buffer>) =>
      sftp.read(handle, Buffer.allocUnsafe(length), 0, length, at, (error, count, data) =>
        done(error, count > 0 ? data : Buffer.alloc(0)),
      ),
    );
  }

  close(handle: Buffer): Promise<void> {
    return this.#command((sftp, done) => sftp.close(handle, done));
  }

  /** Puts the file's bytes on the server's disk where the server offers that; else does nothing. */
  sync(handle: Buffer): Promise<void> {
    if (!this.#offers('fsync@openssh.com')) return Promise.resolve();
    return this.#command((sftp, done) => sftp.ext_openssh_fsync(handle, done));
  }

  stat(path: string): Promise<RemoteStat> {
    return this.#ask((sftp, done: Done<RemoteStat>) =>
      sftp.stat(path, (error, stats: Stats | undefined) => done(error, remoteStat(stats))),
    );
  }

  /** The plain rename of SFTP 3, which must fail when the target exists; never posix-rename, which overwrites. */
  rename(from: string, to: string): Promise<void> {
    return this.#command((sftp, done) => sftp.rename(from, to, done));
  }

  remove(path: string): Promise<void> {
    return this.#command((sftp, done) => sftp.unlink(path, done));
  }

  makeFolder(path: string): Promise<void> {
    return this.#command((sftp, done) => sftp.mkdir(path, done));
  }

  openFolder(path: string): Promise<Buffer> {
    return this.#ask((sftp, done: Done<Buffer>) => sftp.opendir(path, done));
  }

  /** The next entries of an opened folder; undefined after the last. */
  async readFolder(handle: Buffer): Promise<readonly FileEntryWithStats[] | undefined> {
    try {
      return await this.#ask((sftp, done: Done<readonly FileEntryWithStats[]>) => sftp.readdir(handle, done));
    } catch (error) {
      if (error instanceof ServerRefusal && error.code === STATUS.END_OF_FILE) return undefined;
      throw error;
    }
  }

  /** Where the login starts; the cheapest question that proves an answering server. */
  home(): Promise<string> {
    return this.#ask((sftp, done: Done<string>) => sftp.realpath('.', done));
  }

  #command(send: (sftp: SFTPWrapper, done: (error?: Error | null) => void) => void): Promise<void> {
    return this.#ask((sftp, done: Done<void>) => send(sftp, (error) => done(error, undefined)));
  }

  #ask<Value>(send: (sftp: SFTPWrapper, done: Done<Value>) => void): Promise<Value> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      this.#watch();
      const done: Done<Value> = (error, value) => {
        if (!this.#pending.delete(reject)) return;
        this.#watch();
        if (error === undefined || error === null) resolve(value);
        else reject(this.#faultOf(error));
      };
      try {
        send(this.#wire.sftp, done);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)), undefined as Value);
      }
    });
  }

  /** An error with a status code is the server's answer; any other means that there will be none. */
  #faultOf(error: Error & { readonly code?: unknown }): Error {
    const { code } = error;
    // Some gateways in front of a server pass these two on; then nobody knows what the server itself did.
    const isAnswer = typeof code === 'number' && code !== STATUS.NO_CONNECTION && code !== STATUS.CONNECTION_LOST;
    if (isAnswer) return new ServerRefusal(code, reasonOf(error));
    const lost = new SessionLost(reasonOf(error));
    this.destroy(lost);
    return lost;
  }

  /** Every answer starts the wait anew; without an outstanding request there is none. */
  #watch(): void {
    this.#stopWatch();
    this.#stopWatch = () => undefined;
    if (this.#pending.size === 0 || this.#end !== undefined) return;
    const { stallTimeoutMs, after } = this.#timing;
    this.#stopWatch = after(stallTimeoutMs, () =>
      this.destroy(new SessionLost(`the server was silent for ${stallTimeoutMs} ms`)),
    );
  }

  /** The driver keeps what the server advertised and refuses to send what was not, but has no question for it. */
  #offers(extension: string): boolean {
    const { _extensions } = this.#wire.sftp as SFTPWrapper & { _extensions?: Readonly<Record<string, string>> };
    return _extensions?.[extension] === '1';
  }
}

function remoteStat(stats: Stats | undefined): RemoteStat {
  const { size } = (stats ?? {}) as Partial<Stats>;
  return { size, isFolder: stats?.isDirectory() ?? false };
}
