// One SFTP session: its requests are carried out one after the other in the order in which they came, as OpenSSH does,
// and the faults that were asked for happen on the way.
import type { SFTPWrapper } from 'ssh2';
import { cleanPath } from './folder-tree.js';
import type { Shared } from './operations.js';
import { Operations } from './operations.js';
import { pauseUntil } from './pause-until.js';
import type { Reply } from './reply.js';
import { refusalOf, sendReply } from './reply.js';
import type { RequestKind, SftpFault } from './sftp-faults.js';

/** A client that asks on without reading answers is cut off here. */
const mostWaiting = 1024;
const never = new AbortController().signal;

interface Request {
  readonly id: number;
  readonly kind: RequestKind;
  /** Known when its turn comes: a handle's path is that of the file it was given for. */
  readonly paths: () => readonly string[];
  readonly work: (fault: SftpFault | undefined) => Promise<Reply>;
}

/** Serves one session until its channel closes. */
export class SftpSession {
  readonly #operations: Operations;
  readonly #gone = new AbortController();
  #waiting = 0;
  #tail: Promise<void> = Promise.resolve();

  /** @param cut ends the whole connection at once */
  constructor(
    private readonly sftp: SFTPWrapper,
    private readonly shared: Shared,
    private readonly cut: () => void,
  ) {
    this.#operations = new Operations(shared);
    this.#listenForFiles();
    this.#listenForPaths();
    sftp.on('error', cut).on('close', () => this.end());
  }

  /** The connection is gone: what waits is dropped, what is open is closed. */
  end(): void {
    if (this.#gone.signal.aborted) return;
    this.#gone.abort();
    void this.#tail.then(() => this.#operations.handles.closeAll());
  }

  #listenForFiles(): void {
    const { sftp } = this;
    const work = this.#operations;
    const of = (handle: Buffer) => () => [work.handles.pathOf(handle)];
    sftp.on('OPEN', (id, path, flags) =>
      this.#queue({ id, kind: 'open', paths: () => [path], work: () => work.open(path, flags) }),
    );
    sftp.on('CLOSE', (id, handle) =>
      this.#queue({ id, kind: 'close', paths: of(handle), work: () => work.close(handle) }),
    );
    sftp.on('READ', (id, handle, offset, length) =>
      this.#queue({ id, kind: 'read', paths: of(handle), work: () => work.read(handle, offset, length) }),
    );
    sftp.on('WRITE', (id, handle, offset, data) => {
      const bytes = Buffer.from(data);
      const write = (fault?: SftpFault): Promise<Reply> => work.write(handle, offset, bytes, fault);
      this.#queue({ id, kind: 'write', paths: of(handle), work: write });
    });
    sftp.on('FSTAT', (id, handle) =>
      this.#queue({ id, kind: 'fstat', paths: of(handle), work: () => work.statOpen(handle) }),
    );
    sftp.on('FSETSTAT', (id, handle, attributes) => {
      const set = (): Promise<Reply> => work.setAttributes(work.handles.pathOf(handle), attributes);
      this.#queue({ id, kind: 'fsetstat', paths: of(handle), work: set });
    });
    sftp.on('READDIR', (id, handle) =>
      this.#queue({ id, kind: 'readdir', paths: of(handle), work: () => work.readFolder(handle) }),
    );
  }

  #listenForPaths(): void {
    const { sftp } = this;
    const work = this.#operations;
    const plain = {
      STAT: ['stat', (path: string) => work.stat(path)],
      LSTAT: ['lstat', (path: string) => work.stat(path)],
      OPENDIR: ['opendir', (path: string) => work.openFolder(path)],
      REMOVE: ['remove', (path: string) => work.remove(path)],
      MKDIR: ['mkdir', (path: string) => work.makeFolder(path)],
      RMDIR: ['rmdir', (path: string) => work.removeFolder(path)],
      REALPATH: ['realpath', (path: string) => work.realPath(path)],
    } as const;
    for (const [packet, [kind, run]] of Object.entries(plain))
      sftp.on(packet, (id: number, path: string) =>
        this.#queue({ id, kind, paths: () => [path], work: () => run(path) }),
      );
    sftp.on('SETSTAT', (id, path, attributes) =>
      this.#queue({ id, kind: 'setstat', paths: () => [path], work: () => work.setAttributes(path, attributes) }),
    );
    sftp.on('RENAME', (id, from, to) =>
      this.#queue({ id, kind: 'rename', paths: () => [from, to], work: (fault) => work.rename(from, to, fault) }),
    );
  }

  #queue(request: Request): void {
    if (this.#gone.signal.aborted) return;
    this.shared.log.requested();
    this.#waiting += 1;
    if (this.#waiting > mostWaiting) {
      this.cut();
      return;
    }
    this.#tail = this.#tail.then(async () => {
      if (!this.#gone.signal.aborted) await this.#serve(request);
      this.#waiting -= 1;
    });
  }

  /** Never rejects. */
  async #serve({ id, kind, paths, work }: Request): Promise<void> {
    const fault = this.shared.faults.take(kind, paths().map(cleanPath));
    await this.#hold(fault);
    if (fault?.drop === 'before') {
      this.cut();
      return;
    }
    if (this.#gone.signal.aborted && fault?.deaf !== true) return;
    const reply = await this.#attempt(() => work(fault), fault);
    if (fault?.drop === 'after') {
      this.cut();
      return;
    }
    if (!this.#gone.signal.aborted) sendReply(this.sftp, id, reply);
  }

  async #hold(fault: SftpFault | undefined): Promise<void> {
    const signal = fault?.deaf === true ? never : this.#gone.signal;
    if (fault?.delayMs !== undefined) await pauseUntil(fault.delayMs, signal);
    if (fault?.stall === true)
      await pauseUntil(Number.POSITIVE_INFINITY, AbortSignal.any([signal, this.shared.faults.healed]));
  }

  async #attempt(work: () => Promise<Reply>, fault: SftpFault | undefined): Promise<Reply> {
    if (fault?.error !== undefined) return { kind: 'refused', because: fault.error, text: 'as was asked for' };
    try {
      return await work();
    } catch (error) {
      return refusalOf(error);
    }
  }
}
