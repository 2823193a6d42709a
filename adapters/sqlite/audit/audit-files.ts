// The audit trail in the files of a store, opened to be verified: beside a running gateway, after it, or in a copy.
// It must never write, and sees one moment of the store, however long it is read, or says that it could not.
import { DatabaseSync } from 'node:sqlite';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChainedEntry } from '../../../src/audit/chain/chain-digest.js';
import { messageOf } from '../store/sqlite-error.js';
import { ChainReader } from './chain-reader.js';

/** A trail as it lies in the files. */
export interface AuditFiles extends Disposable {
  readonly stream: string;
  readonly checkpoint: string | undefined;
  readonly recordedHead: string | undefined;
  /** Every entry, in order; to be gone through once. */
  readonly entries: Iterable<ChainedEntry>;
  /**
   * True once a gateway has written to files that lay still when they were opened: nothing that was read counts then.
   * Files of a running gateway are read under its locks, and never change for the reader.
   */
  readonly changedHands: () => boolean;
}

/** Opens the store in a folder. Throws an error for people when there is none, or none with a chained trail. */
export function openAuditFiles(folder: string): AuditFiles {
  const path = join(folder, 'store.db');
  if (!existsSync(path)) throw new Error(`There is no store in ${folder}: ${path} does not exist.`);
  const lying = lyingStill(path);
  const database = lying === undefined ? new DatabaseSync(path, { readOnly: true }) : openAsItIs(path);
  try {
    database.exec('BEGIN');
    const reader = new ChainReader(database);
    return {
      stream: reader.stream(),
      checkpoint: reader.note('checkpoint'),
      recordedHead: reader.note('head'),
      entries: reader.entries(),
      changedHands: () => lying !== undefined && lyingStill(path) !== lying,
      [Symbol.dispose]: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw new Error(`The store in ${folder} holds no audit trail that can be verified: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

/**
 * What tells a store that lies still from the same one later; undefined where there is a log beside it, which is there
 * from before the first write of a gateway until its last is carried over.
 */
function lyingStill(path: string): string | undefined {
  if (existsSync(`${path}-wal`)) return undefined;
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/** A store that lies still can be read where nothing may be written, such as a backup: no lock is taken. */
function openAsItIs(path: string): DatabaseSync {
  const address = pathToFileURL(path);
  address.searchParams.set('immutable', '1');
  return new DatabaseSync(address, { readOnly: true });
}
