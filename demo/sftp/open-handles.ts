// The files and folders that one session holds open, by the handles it was given.
// A session may not hold more than a few: a client that forgets to close must not use up the process.
import type { FileHandle } from 'node:fs/promises';
import type { FileEntry } from 'ssh2';

/** What is behind a handle. */
export type Opened =
  | { readonly kind: 'file'; readonly path: string; readonly file: FileHandle }
  | { readonly kind: 'folder'; readonly path: string; readonly entries: FileEntry[] };

const most = 64;

/** Thrown as the file system would for a handle that is not open, or one too many. */
const badHandle = (code: 'EBADF' | 'EMFILE'): Error => Object.assign(new Error(code), { code });

export class OpenHandles {
  readonly #open = new Map<string, Opened>();
  #last = 0;

  /** Throws EMFILE when too many are open. */
  checkRoom(): void {
    if (this.#open.size >= most) throw badHandle('EMFILE');
  }

  add(opened: Opened): Buffer {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(++this.#last);
    this.#open.set(handle.toString('hex'), opened);
    return handle;
  }

  /** The path behind a handle, for faults that name one; empty when there is none. */
  pathOf(handle: Buffer): string {
    return this.#open.get(handle.toString('hex'))?.path ?? '';
  }

  /** Throws EBADF when the handle is none of a file. */
  file(handle: Buffer): FileHandle {
    const found = this.#open.get(handle.toString('hex'));
    if (found?.kind !== 'file') throw badHandle('EBADF');
    return found.file;
  }

  /** The rest of a folder's entries, which the caller takes from. Throws EBADF. */
  entries(handle: Buffer): FileEntry[] {
    const found = this.#open.get(handle.toString('hex'));
    if (found?.kind !== 'folder') throw badHandle('EBADF');
    return found.entries;
  }

  /** Throws EBADF when it is not open. */
  async close(handle: Buffer): Promise<void> {
    const key = handle.toString('hex');
    const found = this.#open.get(key);
    if (found === undefined) throw badHandle('EBADF');
    this.#open.delete(key);
    if (found.kind === 'file') await found.file.close();
  }

  /** Closes what a client that is gone has left open. */
  async closeAll(): Promise<void> {
    const left = [...this.#open.values()];
    this.#open.clear();
    for (const opened of left) if (opened.kind === 'file') await opened.file.close().catch(() => undefined);
  }
}
