// The folders behind the SFTP server: paths of clients become paths on disk that never lead out of the tree.
// Renaming works as in OpenSSH: a file is never put over another one unless that is asked for.
import { constants, promises as fs } from 'node:fs';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';

/** The folders that every tree has, as clients see them. */
export const erpFolders = ['/inbox', '/outbox', '/outbox/read', '/archive'] as const;

/** The path as the server names it: absolute, without dots; whatever climbs above the top stays at the top. */
export const cleanPath = (path: string): string => posix.normalize(`/${path}`).replace(/(?<=.)\/$/, '');

/** Bits of OPEN, by the protocol's draft 02. */
const opening: readonly (readonly [bit: number, flag: number])[] = [
  [0x04, constants.O_APPEND],
  [0x08, constants.O_CREAT],
  [0x10, constants.O_TRUNC],
  [0x20, constants.O_EXCL],
];
const READ = 0x01;
const WRITE = 0x02;

/** Files and folders below `root`. Every method rejects with an error of the file system. */
export class FolderTree {
  /** @param root a folder that is there, as its real path. */
  constructor(readonly root: string) {}

  /** Opens or makes a file; `flags` are those of the protocol. */
  async open(path: string, flags: number): Promise<FileHandle> {
    const both = (flags & (READ | WRITE)) === (READ | WRITE);
    const access = both ? constants.O_RDWR : (flags & WRITE) !== 0 ? constants.O_WRONLY : constants.O_RDONLY;
    const extra = opening.reduce((sum, [bit, flag]) => ((flags & bit) === 0 ? sum : sum | flag), 0);
    return fs.open(await this.#place(path), access | extra | constants.O_NOFOLLOW, 0o640);
  }

  async stat(path: string): Promise<Stats> {
    return fs.lstat(await this.#place(path));
  }

  /** What lies in a folder, with its attributes; what vanishes meanwhile is left out. */
  async list(path: string): Promise<readonly { readonly name: string; readonly stats: Stats }[]> {
    const folder = await this.#place(path);
    const names = await fs.readdir(folder);
    const found = await Promise.all(
      names.map((name) =>
        fs.lstat(join(folder, name)).then(
          (stats) => [{ name, stats }],
          () => [],
        ),
      ),
    );
    return found.flat();
  }

  async remove(path: string): Promise<void> {
    await fs.unlink(await this.#place(path));
  }

  async makeFolder(path: string): Promise<void> {
    await fs.mkdir(await this.#place(path), 0o750);
  }

  async removeFolder(path: string): Promise<void> {
    await fs.rmdir(await this.#place(path));
  }

  async setTimes(path: string, accessed: number, modified: number): Promise<void> {
    await fs.utimes(await this.#place(path), accessed, modified);
  }

  /** Renames. Fails when the target is there, unless `overwrite`: linking is the one step that looks and acts at once. */
  async rename(from: string, to: string, overwrite = false): Promise<void> {
    const [source, target] = [await this.#place(from), await this.#place(to)];
    if (overwrite || (await fs.lstat(source)).isDirectory()) return fs.rename(source, target);
    await fs.link(source, target);
    await fs.unlink(source);
  }

  /** The path on disk. A link in the way could lead out of the tree, so the folder's real place is looked at. */
  async #place(path: string): Promise<string> {
    const full = resolve(this.root, `.${cleanPath(path)}`);
    const parent = full === this.root ? full : await fs.realpath(dirname(full));
    if (parent !== this.root && !parent.startsWith(`${this.root}/`))
      throw Object.assign(new Error('outside of the tree'), { code: 'EACCES' });
    return full;
  }
}

/** Makes the tree's folders where they are missing and opens it. */
export async function openFolderTree(root: string): Promise<FolderTree> {
  for (const folder of erpFolders) await fs.mkdir(join(root, folder), { recursive: true, mode: 0o750 });
  return new FolderTree(await fs.realpath(root));
}
