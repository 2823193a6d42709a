// A store in a folder: owned, brought up to date, written by one thread, read through a connection that cannot write.
// It must never hold meaning; ledgers and the like are built on it.
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../../src/write/ledger.port.js';
import { assertIntact, openForReading, openForWriting } from './connections.js';
import { migrate } from './migrations.js';
import { messageOf } from './sqlite-error.js';
import { openStoreFolder, type StoreFolder } from './store-folder.js';
import { lockStore } from './store-lock.js';
import { type ThreadProgram, writerThreadProgram } from './thread-program.js';
import { Writer } from './writer.js';

/** An open store. One per folder, in one process. */
export class SqliteStore implements AsyncDisposable {
  private constructor(
    readonly writer: Writer,
    /** Reads what is committed; point look-ups and pages only, for it runs on the main thread. */
    readonly reading: DatabaseSync,
    private readonly resources: AsyncDisposableStack,
  ) {}

  /**
   * Opens the store in a folder, making it when there is none. Throws StoreUnavailable, in a sentence for people, when
   * another process owns it, when a newer program has written it, or when its commits would not be durable.
   */
  static async open(path: string, program: ThreadProgram = writerThreadProgram()): Promise<SqliteStore> {
    await using resources = new AsyncDisposableStack();
    const folder = openStoreFolder(path);
    resources.use(lockStore(folder));
    prepare(folder);
    const writer = resources.adopt(await Writer.start(folder, program), (started) => started.close());
    const reading = resources.adopt(openForReading(folder.database), (opened) => opened.close());
    return new SqliteStore(writer, reading, resources.move());
  }

  /** Settles the writes that wait, closes everything and gives the folder back. Calling it twice is harmless. */
  close(): Promise<void> {
    return this.resources.disposeAsync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Brings the database up to date, and looks it over when the process before did not get to close it. */
function prepare(folder: StoreFolder): void {
  const unclean = existsSync(`${folder.database}-wal`);
  try {
    const database = openForWriting(folder.database);
    try {
      if (unclean) assertIntact(database);
      migrate(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const why = messageOf(error);
    throw new StoreUnavailable(`The store in ${folder.root} cannot be opened: ${why}.`, { cause: error });
  }
}
