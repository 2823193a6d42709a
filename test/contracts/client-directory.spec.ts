// The contracts of the client directory and of last uses, on every implementation; and what a store on disk adds.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { SqliteClientDirectory } from '../../adapters/sqlite/clients/sqlite-client-directory.js';
import { SqliteCredentialUsages } from '../../adapters/sqlite/clients/sqlite-credential-usages.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { auditOf } from './audit-sample.js';
import { clientLookupCases, clientSaveCases } from './client-cases.js';
import { clientChangeCases, clientSubjectCases } from './client-change-cases.js';
import { clientOf, FIRST, issuedBy, SECOND } from './client-sample.js';
import { usageCases } from './credential-usages-cases.js';
import { memoryStore, type OpenStoreFixture, sqliteStores, withinA } from './store-fixture.js';

function contracts(name: string, open: OpenStoreFixture): void {
  const within = withinA(open);
  describe(`the client directory (${name})`, () => clientLookupCases(within));
  describe(`the client directory (${name}) saving`, () => clientSaveCases(within));
  describe(`the client directory (${name}) and subjects of issuers`, () => clientSubjectCases(within));
  describe(`the client directory (${name}) changing`, () => clientChangeCases(within));
  describe(`last uses (${name})`, () => usageCases(within));
}

contracts('memory', memoryStore);
contracts('sqlite', sqliteStores());

describe('clients on disk', () => {
  it('are all there after a restart, with their last uses', async () => {
    using folder = ownFolder();
    const retirement = { since: '2026-11-20T12:00:00Z', replacedBy: SECOND, until: '2026-11-21T12:00:00Z' };
    const [old, issued] = [
      { ...clientOf('x', FIRST).credentials[0], retirement },
      issuedBy('https://id.example', 'shop'),
    ];
    const client = clientOf('web-shop', FIRST, { credentials: [old as typeof issued, issued] });
    const usage = { credentialId: FIRST, lastUsedAt: '2026-11-20T12:00:01Z', address: '::1', operation: 'token' };
    {
      await using store = await SqliteStore.open(folder.path);
      await new SqliteClientDirectory(store).save(client);
      await new SqliteCredentialUsages(store).record([usage]);
    }
    await using store = await SqliteStore.open(folder.path);
    const clients = new SqliteClientDirectory(store);
    expect(clients.list()).toEqual([client]);
    expect(clients.findByCredential(FIRST)).toBe(clients.find('web-shop'));
    expect(clients.findBySubject('https://id.example', 'shop')).toBe(clients.find('web-shop'));
    expect(await new SqliteCredentialUsages(store).list()).toEqual([usage]);
  });

  it('do not count, nor leave a trace, when the entry that tells of them cannot be written', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    using behind = new DatabaseSync(join(folder.path, 'store.db'));
    behind.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
    const clients = new SqliteClientDirectory(store);
    const entry = auditOf('client/web-shop', { action: 'client.create' });
    await expect(clients.save(clientOf('web-shop', FIRST), entry)).rejects.toThrow('no room');
    expect(clients.list()).toEqual([]);
    expect(behind.prepare('SELECT count(*) AS rows FROM client_credential').get()).toEqual({ rows: 0 });
  });

  it.each([
    ["INSERT INTO client VALUES ('web-shop', '{}')", 'client.id'],
    [`INSERT INTO client_credential VALUES ('${FIRST}', 'other')`, 'client_credential.id'],
    ["INSERT INTO client_subject VALUES ('https://id.example', 'shop', 'other')", 'client_subject.issuer'],
  ])('are kept apart by the tables themselves: %s', async (statement, column) => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const credentials = [...clientOf('x', FIRST).credentials, issuedBy('https://id.example', 'shop')];
    await new SqliteClientDirectory(store).save(clientOf('web-shop', FIRST, { credentials }));
    using behind = new DatabaseSync(join(folder.path, 'store.db'));
    expect(() => behind.exec(statement)).toThrow(`UNIQUE constraint failed: ${column}`);
  });
});
