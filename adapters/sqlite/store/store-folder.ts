// The folder a store lives in: who may look into it, and what its files are called.
// It must never open a database.
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Names inside a store's folder. */
export interface StoreFolder {
  readonly root: string;
  readonly database: string;
  readonly lock: string;
}

/** Makes the folder when it is missing, closes it to everybody but its owner, and names what lies in it. */
export function openStoreFolder(path: string): StoreFolder {
  const root = resolve(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  syncFolder(dirname(root));
  return { root, database: join(root, 'store.db'), lock: join(root, 'lock.db') };
}

/** A new folder is only sure to be there after a power cut once the one above it is on disk. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
