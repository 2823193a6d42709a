// Answers SFTP requests over a folder on disk, as OpenSSH's server does: the plain rename links and unlinks, and so fails
// when the target exists. It knows nothing of connections; sftp-test-server.ts does.
import {
  closeSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join, normalize } from 'node:path';
import ssh2 from 'ssh2';
import type { ServerFaults } from './server-faults.js';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

export interface EntryAttributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly atime: number;
  readonly mtime: number;
}

export interface NamedEntry {
  readonly filename: string;
  readonly longname: string;
  readonly attrs: EntryAttributes;
}

export type SftpRequest =
  | { readonly kind: 'OPEN'; readonly path: string; readonly flags: number }
  | { readonly kind: 'WRITE'; readonly handle: Buffer; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'READ'; readonly handle: Buffer; readonly at: number; readonly length: number }
  | { readonly kind: 'CLOSE' | 'READDIR'; readonly handle: Buffer }
  | { readonly kind: 'STAT' | 'LSTAT' | 'OPENDIR' | 'REMOVE' | 'MKDIR' | 'RMDIR' | 'REALPATH'; readonly path: string }
  | { readonly kind: 'RENAME'; readonly path: string; readonly to: string };

export type SftpReply =
  | { readonly kind: 'status'; readonly code: number; readonly text?: string }
  | { readonly kind: 'handle'; readonly handle: Buffer }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'names'; readonly names: readonly NamedEntry[] }
  | { readonly kind: 'attributes'; readonly attributes: EntryAttributes };

type Opened =
  | { readonly kind: 'file'; readonly descriptor: number }
  | { readonly kind: 'folder'; readonly path: string; left: string[] };

const OK: SftpReply = { kind: 'status', code: STATUS_CODE.OK };

/** The files of one session. */
export class ServedFiles {
  readonly #opened = new Map<number, Opened>();
  #last = 0;

  constructor(
    private readonly root: string,
    private readonly faults: ServerFaults,
  ) {}

  answer(request: SftpRequest): SftpReply {
    const denied = this.faults.denial(request);
    if (denied !== undefined) return { kind: 'status', code: denied, text: 'refused by the test' };
    try {
      return this.#perform(request);
    } catch (error) {
      return { kind: 'status', code: statusOf(error), text: error instanceof Error ? error.message : '' };
    }
  }

  close(): void {
    for (const each of this.#opened.values()) if (each.kind === 'file') closeSync(each.descriptor);
    this.#opened.clear();
  }

  #perform(request: SftpRequest): SftpReply {
    if ('handle' in request) return this.#onHandle(request);
    if (request.kind === 'RENAME') return this.#rename(request.path, request.to);
    if (request.kind !== 'OPEN') return this.#onPath(request.kind, request.path);
    return this.#keep({ kind: 'file', descriptor: openSync(this.#real(request.path), modeOf(request.flags)) });
  }

  #onHandle(request: Extract<SftpRequest, { handle: Buffer }>): SftpReply {
    switch (request.kind) {
      case 'WRITE':
        return this.#write(request.handle, request.at, request.bytes);
      case 'READ':
        return this.#read(request.handle, request.at, request.length);
      case 'CLOSE':
        return this.#close(request.handle);
      case 'READDIR':
        return this.#readFolder(request.handle);
    }
  }

  #onPath(kind: 'STAT' | 'LSTAT' | 'OPENDIR' | 'REMOVE' | 'MKDIR' | 'RMDIR' | 'REALPATH', path: string): SftpReply {
    const real = this.#real(path);
    switch (kind) {
      case 'STAT':
        return { kind: 'attributes', attributes: attributesOf(statSync(real)) };
      case 'LSTAT':
        return { kind: 'attributes', attributes: attributesOf(lstatSync(real)) };
      case 'OPENDIR':
        return this.#keep({ kind: 'folder', path: real, left: [...readdirSync(real), ...this.faults.inventedNames] });
      case 'REMOVE':
        unlinkSync(real);
        return OK;
      case 'MKDIR':
        mkdirSync(real);
        return OK;
      case 'RMDIR':
        rmdirSync(real);
        return OK;
      case 'REALPATH':
        return { kind: 'names', names: [{ filename: normalize(`/${path}`), longname: '', attrs: NO_ATTRIBUTES }] };
    }
  }

  #write(handle: Buffer, at: number, bytes: Buffer): SftpReply {
    const file = this.#file(handle);
    const quota = this.faults.quota;
    if (quota !== undefined && at + bytes.length > quota) {
      return { kind: 'status', code: STATUS_CODE.FAILURE, text: 'quota exceeded' };
    }
    const kept = bytes.subarray(0, Math.max(0, (this.faults.keptBytes ?? Infinity) - at));
    if (this.faults.isCorrupting && at === 0) kept[0] = (kept[0] ?? 0) ^ 0xff;
    if (kept.length > 0) writeSync(file, kept, 0, kept.length, at);
    return OK;
  }

  #read(handle: Buffer, at: number, length: number): SftpReply {
    const wanted = Math.min(length, this.faults.longestRead ?? 262_144);
    const bytes = Buffer.alloc(wanted);
    const count = readSync(this.#file(handle), bytes, 0, wanted, at);
    if (count === 0) return { kind: 'status', code: STATUS_CODE.EOF };
    return { kind: 'data', bytes: bytes.subarray(0, count) };
  }

  #rename(path: string, to: string): SftpReply {
    const from = this.#real(path);
    const final = this.#real(to);
    if (this.faults.isOverwriting) {
      renameSync(from, final);
      return OK;
    }
    linkSync(from, final);
    unlinkSync(from);
    return OK;
  }

  #readFolder(handle: Buffer): SftpReply {
    const folder = this.#get(handle);
    if (folder.kind !== 'folder') throw new Error('not a folder');
    const some = folder.left.splice(0, 100);
    if (some.length === 0) return { kind: 'status', code: STATUS_CODE.EOF };
    return { kind: 'names', names: some.map((name) => this.#entry(folder.path, name)) };
  }

  #entry(folder: string, filename: string): NamedEntry {
    if (this.faults.inventedNames.includes(filename)) return { filename, longname: filename, attrs: INVENTED };
    const stats = lstatSync(join(folder, filename));
    const kind = stats.isDirectory() ? 'd' : stats.isSymbolicLink() ? 'l' : '-';
    return { filename, longname: `${kind}rw-r--r-- 1 erp erp ${stats.size} ${filename}`, attrs: attributesOf(stats) };
  }

  #keep(opened: Opened): SftpReply {
    this.#last += 1;
    this.#opened.set(this.#last, opened);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(this.#last);
    return { kind: 'handle', handle };
  }

  #close(handle: Buffer): SftpReply {
    const opened = this.#get(handle);
    if (opened.kind === 'file') closeSync(opened.descriptor);
    this.#opened.delete(handle.readUInt32BE());
    return OK;
  }

  #file(handle: Buffer): number {
    const opened = this.#get(handle);
    if (opened.kind !== 'file') throw new Error('not a file');
    return opened.descriptor;
  }

  #get(handle: Buffer): Opened {
    const opened = this.#opened.get(handle.length === 4 ? handle.readUInt32BE() : -1);
    if (opened === undefined) throw new Error('no such handle');
    return opened;
  }

  #real(path: string): string {
    return join(this.root, normalize(`/${path}`));
  }
}

const NO_ATTRIBUTES: EntryAttributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };
const INVENTED: EntryAttributes = { ...NO_ATTRIBUTES, mode: 0o100_644, size: 1 };

/** From the flags of SFTP 3 to those of this machine. */
function modeOf(flags: number): number {
  const pairs = [
    [OPEN_MODE.CREAT, constants.O_CREAT],
    [OPEN_MODE.TRUNC, constants.O_TRUNC],
    [OPEN_MODE.EXCL, constants.O_EXCL],
  ] as const;
  const isWriting = (flags & OPEN_MODE.WRITE) !== 0;
  const access = isWriting ? constants.O_WRONLY : constants.O_RDONLY;
  return pairs.reduce((mode, [theirs, ours]) => ((flags & theirs) === 0 ? mode : mode | ours), access);
}

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): EntryAttributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1_000), mtime: Math.floor(mtimeMs / 1_000) };
}

function statusOf(error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return STATUS_CODE.NO_SUCH_FILE;
  if (code === 'EACCES' || code === 'EPERM') return STATUS_CODE.PERMISSION_DENIED;
  return STATUS_CODE.FAILURE;
}
