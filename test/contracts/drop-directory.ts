// The four folders of a server that keeps them on this machine's disk, as the ERP's batch job sees them.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../support/running/own-folder.js';
import type { DropFolderName } from './drop-channel-fixture.js';

const PATHS: Readonly<Record<DropFolderName, string>> = {
  inbox: 'inbox',
  archive: 'archive',
  acknowledgements: 'outbox',
  read: 'read',
};

export class DropDirectory {
  readonly #folder = ownFolder();

  constructor() {
    this.clear();
  }

  get root(): string {
    return this.#folder.path;
  }

  /** Folders as the server names them; `root` stands before each. */
  folders(root: string): Record<DropFolderName, string> {
    const named = Object.entries(PATHS).map(([name, path]) => [name, `${root}/${path}`]);
    return Object.fromEntries(named) as Record<DropFolderName, string>;
  }

  path(folder: DropFolderName, name = ''): string {
    return join(this.root, PATHS[folder], name);
  }

  files(folder: DropFolderName): ReadonlyMap<string, Buffer> {
    const entries = readdirSync(this.path(folder), { withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(entries.map(({ name }) => [name, readFileSync(this.path(folder, name))]));
  }

  put(folder: DropFolderName, name: string, bytes: Uint8Array): void {
    writeFileSync(this.path(folder, name), bytes);
  }

  move(name: string, from: DropFolderName, to: DropFolderName): void {
    renameSync(this.path(from, name), this.path(to, name));
  }

  /** Empties the folders; they themselves stay, as somebody may be looking into them. */
  clear(): void {
    for (const path of Object.values(PATHS)) {
      const folder = join(this.root, path);
      mkdirSync(folder, { recursive: true });
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    }
  }

  close(): void {
    this.#folder[Symbol.dispose]();
  }
}
