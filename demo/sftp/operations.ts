// What each SFTP request does to the folders, for one session. Methods reject with errors of the file system.
// It must never hand out anything from outside of the tree.
import type { Attributes, FileEntry } from 'ssh2';
import type { FolderTree } from './folder-tree.js';
import { cleanPath } from './folder-tree.js';
import { OpenHandles } from './open-handles.js';
import type { Reply } from './reply.js';
import { attributesOf, entryOf } from './reply.js';
import type { SftpFault, SftpFaults } from './sftp-faults.js';
import type { TransferLog } from './transfer-log.js';

const largestRead = 256 * 1024;
/** A client may write anywhere in a file; a hole of terabytes serves nobody. */
const largestFile = 1024 ** 3;
const entriesAtOnce = 100;
const ok: Reply = { kind: 'ok' };
const end: Reply = { kind: 'end' };

/** The parts that all sessions share. */
export interface Shared {
  readonly tree: FolderTree;
  readonly faults: SftpFaults;
  readonly log: TransferLog;
}

export class Operations {
  readonly handles = new OpenHandles();

  constructor(private readonly shared: Shared) {}

  async open(path: string, flags: number): Promise<Reply> {
    this.handles.checkRoom();
    const file = await this.shared.tree.open(path, flags);
    return { kind: 'handle', handle: this.handles.add({ kind: 'file', path: cleanPath(path), file }) };
  }

  async openFolder(path: string): Promise<Reply> {
    this.handles.checkRoom();
    const entries = (await this.shared.tree.list(path)).map(({ name, stats }) => entryOf(name, stats));
    return { kind: 'handle', handle: this.handles.add({ kind: 'folder', path: cleanPath(path), entries }) };
  }

  readFolder(handle: Buffer): Promise<Reply> {
    const names = this.handles.entries(handle).splice(0, entriesAtOnce);
    return Promise.resolve(names.length === 0 ? end : { kind: 'names', names });
  }

  async read(handle: Buffer, offset: number, length: number): Promise<Reply> {
    const buffer = Buffer.allocUnsafe(Math.min(length, largestRead));
    const { bytesRead } = await this.handles.file(handle).read(buffer, 0, buffer.length, offset);
    return bytesRead === 0 ? end : { kind: 'data', data: buffer.subarray(0, bytesRead) };
  }

  async write(handle: Buffer, offset: number, data: Buffer, fault?: SftpFault): Promise<Reply> {
    const file = this.handles.file(handle);
    if (offset + data.length > largestFile) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    const wanted = Math.max(0, data.length - (fault?.storeFewerBytes ?? 0));
    const room = Math.min(wanted, this.shared.faults.quota ?? wanted);
    if (this.shared.faults.quota !== undefined) this.shared.faults.quota -= room;
    await file.write(data, 0, room, offset);
    return room < wanted ? { kind: 'refused', because: 'failure', text: 'no space left' } : ok;
  }

  async close(handle: Buffer): Promise<Reply> {
    await this.handles.close(handle);
    return ok;
  }

  async stat(path: string): Promise<Reply> {
    return { kind: 'attributes', attributes: attributesOf(await this.shared.tree.stat(path)) };
  }

  async statOpen(handle: Buffer): Promise<Reply> {
    return { kind: 'attributes', attributes: attributesOf(await this.handles.file(handle).stat()) };
  }

  /** Times are set; owner and permissions are the server's business and stay. */
  async setAttributes(path: string, { atime, mtime }: Partial<Attributes>): Promise<Reply> {
    if (atime !== undefined && mtime !== undefined) await this.shared.tree.setTimes(path, atime, mtime);
    return ok;
  }

  async remove(path: string): Promise<Reply> {
    await this.shared.tree.remove(path);
    return ok;
  }

  async makeFolder(path: string): Promise<Reply> {
    await this.shared.tree.makeFolder(path);
    return ok;
  }

  async removeFolder(path: string): Promise<Reply> {
    await this.shared.tree.removeFolder(path);
    return ok;
  }

  /** Every rename is logged, carried out or not. */
  async rename(from: string, to: string, fault?: SftpFault): Promise<Reply> {
    const { tree, log } = this.shared;
    const bytes = await tree.stat(from).then(
      ({ size }) => size,
      () => 0,
    );
    const answer = fault?.drop === 'after' ? 'lost' : 'sent';
    const entry = { from: cleanPath(from), to: cleanPath(to), bytes, answer } as const;
    try {
      await tree.rename(from, to, fault?.overwrite);
    } catch (error) {
      log.renamed({ ...entry, done: false });
      throw error;
    }
    log.renamed({ ...entry, done: true });
    return ok;
  }

  realPath(path: string): Promise<Reply> {
    const name: FileEntry = { filename: cleanPath(path), longname: cleanPath(path), attrs: noAttributes };
    return Promise.resolve({ kind: 'names', names: [name] });
  }
}

const noAttributes: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };
