// The contracts of what signing keys are kept in, on the memory twins and the real ones; and what a disk adds.
import { readdirSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PrivateKeyFolder } from '../../adapters/folder/private-key-folder.js';
import { MemoryPrivateKeys, MemorySigningKeyRecords } from '../../adapters/memory/signing-keys.js';
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteSigningKeyRecords } from '../../adapters/sqlite/signing-keys/sqlite-signing-key-records.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type {
  PrivateKeys,
  SigningKeyRecord,
  SigningKeyRecords,
} from '../../src/credentials/signing/signing-keys.port.js';
import { ownFolder } from '../support/running/own-folder.js';
import { auditOf } from './audit-sample.js';

const KID = 'a'.repeat(43);
const OTHER = 'b'.repeat(43);

const recordOf = (kid: string, more: Partial<SigningKeyRecord> = {}): SigningKeyRecord => ({
  kid,
  createdAt: '2026-11-20T12:00:00.000Z',
  signsFrom: '2026-11-20T12:10:00.000Z',
  ...more,
});

type Within<Port> = (work: (port: Port) => Promise<void>) => Promise<void>;

const recordStores: readonly (readonly [string, Within<SigningKeyRecords>])[] = [
  ['memory', (work) => work(new MemorySigningKeyRecords())],
  [
    'sqlite',
    async (work) => {
      using folder = ownFolder();
      await using store = await SqliteStore.open(folder.path);
      await work(new SqliteSigningKeyRecords(store));
    },
  ],
];

describe.each(recordStores)('the records of signing keys (%s)', (_, within) => {
  it('lists what was put, as it was put last, without what was forgotten', () =>
    within(async (records) => {
      expect(await records.list()).toEqual([]);
      await records.save({ put: [recordOf(KID), recordOf(OTHER)] });
      const withdrawn = recordOf(KID, { withdrawnAt: '2026-11-20T13:00:00.000Z' });
      await records.save(
        { put: [withdrawn], forget: [OTHER] },
        auditOf(`signing-key/${KID}`, { action: 'signing-key.rotate' }),
      );
      expect(await records.list()).toEqual([withdrawn]);
    }));
});

const keyStores: readonly (readonly [string, Within<PrivateKeys>])[] = [
  ['memory', (work) => work(new MemoryPrivateKeys())],
  [
    'folder',
    async (work) => {
      using folder = ownFolder();
      await work(new PrivateKeyFolder(join(folder.path, 'keys')));
    },
  ],
];

describe.each(keyStores)('private keys (%s)', (_, within) => {
  it('reads what was written, and nothing after it was removed, twice too', () =>
    within(async (keys) => {
      expect(await keys.read(KID)).toBeUndefined();
      await keys.write(KID, 'pem');
      expect(await keys.read(KID)).toBe('pem');
      await keys.remove(KID);
      await keys.remove(KID);
      expect(await keys.read(KID)).toBeUndefined();
    }));
});

describe('private keys in a folder', () => {
  it('are open to their owner only, and not read when they are not', async () => {
    using folder = ownFolder();
    const keys = new PrivateKeyFolder(join(folder.path, 'keys'));
    await keys.write(KID, 'pem');
    const file = join(folder.path, 'keys', readdirSync(join(folder.path, 'keys'))[0] ?? '');
    expect([statSync(join(folder.path, 'keys')), statSync(file)].map(({ mode }) => mode & 0o777)).toEqual([
      0o700, 0o600,
    ]);
    chmodSync(file, 0o640);
    await expect(keys.read(KID)).rejects.toThrow(/chmod 600/);
  });

  it.each(['../../pepper.key', 'x', '', `${KID}/..`])('takes no name such as %j for a path', async (name) => {
    using folder = ownFolder();
    writeFileSync(join(folder.path, 'x.pem'), 'secret', { mode: 0o600 });
    await expect(new PrivateKeyFolder(folder.path).read(name)).rejects.toThrow(/thumbprint/);
  });
});

describe('signing keys on disk', () => {
  it('come with the entry that tells of them, or not at all', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const records = new SqliteSigningKeyRecords(store);
    await records.save({ put: [recordOf(KID)] }, auditOf(`signing-key/${KID}`, { action: 'signing-key.rotate' }));
    const trail = await new SqliteAuditLog(store).list({ action: 'signing-key.rotate', limit: 10 });
    expect(trail).toHaveLength(1);
  });
});
