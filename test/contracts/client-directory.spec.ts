// The contract of the client directory, run on the memory twin and on the real one over a file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderClientDirectory } from '../../adapters/folder/client-directory.js';
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import type { Client, ClientDirectory } from '../../src/credentials/client-directory.port.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-clients-'));
});
afterEach(() => rm(folder, { recursive: true }));

const implementations: readonly (readonly [string, () => Promise<ClientDirectory>])[] = [
  ['memory', async () => new MemoryClientDirectory()],
  [
    'folder',
    () =>
      FolderClientDirectory.open(join(folder, 'clients.json'), { clock: new ManualClock(), observe: () => undefined }),
  ],
];

function clientOf(id: string, credentialId: string, scopes: readonly string[] = ['orders.*']): Client {
  const digest = 'd'.repeat(43);
  const credentials = [{ id: credentialId, digest, createdAt: '2026-11-20T12:00:00.000Z' }];
  return { id, name: `The ${id}`, scopes, credentials };
}

const FIRST = 'aaaaaaaaaaaaaaa1';
const SECOND = 'aaaaaaaaaaaaaaa2';

describe.each(implementations)('the client directory (%s)', (_, open) => {
  it('knows nobody at first', async () => {
    const clients = await open();

    expect(clients.find('web-shop')).toBeUndefined();
    expect(clients.findByCredential(FIRST)).toBeUndefined();
    expect(clients.list()).toEqual([]);
  });

  it('finds a saved client by its id and by its credential', async () => {
    const clients = await open();
    const client = { ...clientOf('web-shop', FIRST), system: 'crm', plan: 'standard' };
    await clients.save(client);

    expect(clients.find('web-shop')).toEqual(client);
    expect(clients.findByCredential(FIRST)).toBe(clients.find('web-shop'));
  });

  it('does not take the members of every object for clients', async () => {
    const clients = await open();

    expect(clients.find('__proto__')).toBeUndefined();
    expect(clients.find('constructor')).toBeUndefined();
    expect(clients.findByCredential('toString')).toBeUndefined();
  });

  it('lists clients in order of id', async () => {
    const clients = await open();
    await clients.save(clientOf('b', FIRST));
    await clients.save(clientOf('a', SECOND));

    expect(clients.list().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('replaces a client, and forgets the credentials it no longer has', async () => {
    const clients = await open();
    await clients.save(clientOf('web-shop', FIRST));
    await clients.save(clientOf('web-shop', SECOND, ['customers.list']));

    expect(clients.find('web-shop')?.scopes).toEqual(['customers.list']);
    expect(clients.findByCredential(FIRST)).toBeUndefined();
    expect(clients.list()).toHaveLength(1);
  });

  it('returns the same frozen object until that client changes, whatever happens to others', async () => {
    const clients = await open();
    await clients.save(clientOf('web-shop', FIRST));
    const found = clients.find('web-shop');
    await clients.save(clientOf('other', SECOND));
    await clients.save(clientOf('web-shop', FIRST));

    expect(clients.find('web-shop')).toBe(found);
    expect([found, found?.scopes, found?.credentials, found?.credentials[0]].every(Object.isFrozen)).toBe(true);
    await clients.save(clientOf('web-shop', FIRST, ['*']));
    expect(clients.find('web-shop')).not.toBe(found);
  });

  it('is not changed by changing what was saved', async () => {
    const clients = await open();
    const scopes = ['orders.list'];
    await clients.save(clientOf('web-shop', FIRST, scopes));
    scopes.push('*');

    expect(clients.find('web-shop')?.scopes).toEqual(['orders.list']);
  });

  it('refuses a credential id that belongs to another client, and keeps what it had', async () => {
    const clients = await open();
    await clients.save(clientOf('web-shop', FIRST));

    await expect(clients.save(clientOf('other', FIRST))).rejects.toThrow(FIRST);

    expect(clients.list().map(({ id }) => id)).toEqual(['web-shop']);
    expect(clients.findByCredential(FIRST)?.id).toBe('web-shop');
  });

  it('keeps every client of many saved at once', async () => {
    const clients = await open();
    const ids = Array.from({ length: 20 }, (__, index) => `client-${String(index).padStart(2, '0')}`);
    await Promise.all(ids.map((id, index) => clients.save(clientOf(id, index.toString(16).padStart(16, '0')))));

    expect(clients.list().map(({ id }) => id)).toEqual(ids);
  });
});
