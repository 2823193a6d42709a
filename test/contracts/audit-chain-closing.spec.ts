// A chain that was closed takes no further entry, nor anything that would have to be told of, on every implementation.
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { seenThrough } from '../../src/composition/gateway-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { auditOf } from './audit-sample.js';
import { newWrite } from './ledger-sample.js';
import { memoryStore } from './store-fixture.js';
import type { OpenStore, OpenStoreFixture } from './store-fixture.js';

/** A store of its own: one whose chain is closed is of no use to anybody else. */
async function sqliteStore(): Promise<OpenStore> {
  const folder = ownFolder();
  const store = await SqliteStore.open(folder.path);
  const close = async (): Promise<void> => {
    await store.close();
    folder[Symbol.dispose]();
  };
  return { ...seenThrough(store), [Symbol.asyncDispose]: close };
}

describe.each<[string, OpenStoreFixture]>([
  ['memory', memoryStore],
  ['sqlite', sqliteStore],
])('a closed chain (%s)', (_name, open) => {
  it('refuses entries, commands with them, and still records a head', async () => {
    await using store = await open();
    const { ledger, audit, chain } = store;
    await audit.append(auditOf('command/1'));
    await chain.close();
    const end = await chain.end();
    await expect(audit.append(auditOf('command/2'))).rejects.toThrow('closed');
    await expect(ledger.append({ ...newWrite(3), audit: auditOf('command/3') })).rejects.toThrow('closed');
    await chain.recordHead('last');
    await chain.close();
    expect([await chain.end(), await chain.head(), await ledger.list({ limit: 9 })]).toEqual([end, 'last', []]);
  });
});
