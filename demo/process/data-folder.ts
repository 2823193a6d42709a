// The folder that holds the ERP's data: its lock, and the note of how the data was grown.
// One process at a time may have it; nothing in it is ever deleted here.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Growth } from '../seed/contoso.js';

/** A folder that cannot be used as asked; the message says what to change. */
export class DataFolderError extends Error {}

/** How the data is to be grown; what is left out is taken from data that exists, else from the defaults. */
export type WantedGrowth = Readonly<{ [K in keyof Growth]?: Growth[K] | undefined }>;

const defaults: Growth = { seed: 1, scale: 1 };

/** A folder that this process holds until `release`. */
export class DataFolder {
  readonly path: string;
  readonly #lock: DatabaseSync;

  private constructor(path: string, lock: DatabaseSync) {
    this.path = path;
    this.#lock = lock;
  }

  /** Makes the folder (0700) when it is missing and takes its lock. Throws DataFolderError when another process has it. */
  static hold(path: string): DataFolder {
    const full = resolve(path);
    mkdirSync(full, { recursive: true, mode: 0o700 });
    // The lock is a SQLite one because the system frees it however the process ends.
    const lock = new DatabaseSync(join(full, 'lock.db'), { timeout: 0 });
    try {
      lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    } catch {
      lock.close();
      throw new DataFolderError(`Another demo ERP runs on ${full}. Stop it, or give this one another --data folder.`);
    }
    return new DataFolder(full, lock);
  }

  /** The full path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Settles the growth for good. Throws DataFolderError when the data was grown otherwise than wanted. */
  growth(wanted: WantedGrowth): Growth {
    const note = this.file('growth.json');
    if (!existsSync(note)) {
      const growth = { seed: wanted.seed ?? defaults.seed, scale: wanted.scale ?? defaults.scale };
      writeFileSync(note, `${JSON.stringify(growth)}\n`);
      return growth;
    }
    const grown = JSON.parse(readFileSync(note, 'utf8')) as Growth;
    const asked = { seed: wanted.seed ?? grown.seed, scale: wanted.scale ?? grown.scale };
    if (asked.seed === grown.seed && asked.scale === grown.scale) return grown;
    throw new DataFolderError(
      `The data in ${this.path} was grown with --seed ${grown.seed} --scale ${grown.scale}. ` +
        'Leave both out to keep it, or give another --data folder.',
    );
  }

  /** Gives the folder back. */
  release(): void {
    this.#lock.close();
  }
}
