import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { newWrite } from '../../../test/contracts/ledger-sample.js';
import { ownFolder } from '../../../test/support/running/own-folder.js';
import { SqliteLedger } from '../ledger/sqlite-ledger.js';
import { assertDurable, openForWriting } from './connections.js';
import { SqliteStore } from './sqlite-store.js';

/** A program for the writer thread that is ready and then does this with the first batch. */
function threadThat(does: string): { readonly file: URL; readonly nodeOptions: readonly string[] } {
  const program = `import { parentPort } from 'node:worker_threads';
    parentPort.once('message', () => { ${does} });
    parentPort.postMessage({ kind: 'ready' });`;
  return { file: new URL(`data:text/javascript,${encodeURIComponent(program)}`), nodeOptions: [] };
}

describe('a store', () => {
  it('belongs to one opener, also within a process, until it is closed', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    await expect(SqliteStore.open(folder.path)).rejects.toThrow(`The store in ${folder.path} belongs to another`);
    await store.close();
    await store.close();
    await (await SqliteStore.open(folder.path)).close();
  });

  it('keeps what was accepted over a close, and settles what was under way', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const appends = Array.from({ length: 500 }, (_, number) => new SqliteLedger(store).append(newWrite(number)));
    await store.close();
    await Promise.all(appends);
    await using again = await SqliteStore.open(folder.path);
    const ledger = new SqliteLedger(again);
    expect(await ledger.list({ limit: 1000 })).toHaveLength(500);
    await again.close();
    await expect(ledger.append(newWrite(501))).rejects.toThrow(`The store in ${folder.path} is closed.`);
  });

  it.each([
    ['dies', 'process.exit(3)', 'its thread ended'],
    ['throws', "throw new Error('disk I/O error')", 'disk I/O error'],
  ])('rejects every write and says why when its thread %s', async (_, does, why) => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path, threadThat(does));
    const ledger = new SqliteLedger(store);
    const pending = await Promise.allSettled([1, 2, 3].map((number) => ledger.append(newWrite(number))));
    const broken = `The store in ${folder.path} is broken: ${why}. Writes under way may be on disk or not. Restart the gateway.`;
    expect(pending.map((settled) => settled.status === 'rejected' && String(settled.reason))).toEqual(
      Array.from({ length: 3 }, () => `StoreUnavailable: ${broken}`),
    );
    await expect(ledger.append(newWrite(4))).rejects.toThrow(broken);
  });

  it('does not take the neighbours of a write along when that one cannot be stored', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const ledger = new SqliteLedger(store);
    await ledger.append(newWrite(1));
    const writes = [newWrite(2), newWrite(1, { mark: 'another mark for a known id' }), newWrite(3)];
    const settled = await Promise.allSettled(writes.map((write) => ledger.append(write)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ledger.list({ limit: 9 })).toHaveLength(3);
  });

  it('refuses a file that is no database, naming the folder', async () => {
    using folder = ownFolder();
    writeFileSync(join(folder.path, 'store.db'), 'x'.repeat(4096));
    await expect(SqliteStore.open(folder.path)).rejects.toThrow(
      `The store in ${folder.path} cannot be opened: file is not`,
    );
  });

  it('refuses a store that a newer program has written, and gives the folder back', async () => {
    using folder = ownFolder();
    await (await SqliteStore.open(folder.path)).close();
    const newer = new DatabaseSync(join(folder.path, 'store.db'));
    newer.exec("INSERT INTO migration VALUES (99, 'from the future')");
    newer.close();
    await expect(SqliteStore.open(folder.path)).rejects.toThrow('a newer Banyan has written');
    await expect(SqliteStore.open(folder.path)).rejects.toThrow('a newer Banyan has written');
  });
});

describe('a writing connection', () => {
  it.each([
    ['PRAGMA synchronous = OFF', 'synchronous is 0 and must be 2 (FULL)'],
    ['PRAGMA synchronous = NORMAL', 'synchronous is 1 and must be 2 (FULL)'],
    ['PRAGMA journal_mode = DELETE', 'journal_mode is delete and must be wal'],
  ])('is refused after %s', (pragma, fault) => {
    using folder = ownFolder();
    using database = openForWriting(join(folder.path, 'store.db'));
    expect(() => assertDurable(database)).not.toThrow();
    database.exec(pragma);
    expect(() => assertDurable(database)).toThrow(fault);
  });
});
