// Guards what is special about clients in a file: durability, permissions, edits by others, faults.
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../src/credentials/client-directory.port.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { FolderClientDirectory } from './client-directory.js';
import { formatClientFile } from './client-file.js';

const CLIENT: Client = {
  id: 'web-shop',
  name: 'Web shop',
  scopes: ['orders.*'],
  credentials: [{ id: 'aaaaaaaaaaaaaaa1', digest: 'd'.repeat(43), createdAt: '2026-11-20T12:00:00.000Z' }],
};

let folder: string;
let path: string;
let clock: ManualClock;
let seen: Observation[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-clients-'));
  path = join(folder, 'clients.json');
  clock = new ManualClock();
  seen = [];
});
afterEach(() => rm(folder, { recursive: true }));

function open(): Promise<FolderClientDirectory> {
  return FolderClientDirectory.open(path, { clock, observe: (observation) => seen.push(observation) });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('clients in a file', () => {
  it('are there again after a restart, in a file only its owner can open, with nothing left beside it', async () => {
    await (await open()).save(CLIENT);

    expect((await open()).list()).toEqual([CLIENT]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['clients.json']);
  });

  it('follow an edit by hand within five seconds, in both directions', async () => {
    const clients = await open();
    await writeFile(path, formatClientFile([CLIENT]), { mode: 0o600 });
    clock.advance(5000);
    await until(() => clients.find('web-shop') !== undefined);

    await clients.refresh();
    await writeFile(path, formatClientFile([]), { mode: 0o600 });
    clock.advance(5000);
    await until(() => clients.find('web-shop') === undefined);
    expect(seen).toEqual([]);
  });

  it('are kept as they were while the file is broken, with one warning for one fault', async () => {
    const clients = await open();
    await clients.save(CLIENT);
    await writeFile(path, '{ "clients": [');
    clock.advance(2000);
    await until(() => seen.length > 0);
    await expect(clients.refresh()).rejects.toThrow(`The client file ${path} is not valid JSON.`);
    clock.advance(2000);
    await expect(clients.refresh()).rejects.toThrow('not valid JSON');

    expect(clients.list()).toEqual([CLIENT]);
    expect(seen).toEqual([
      { kind: 'warning', topic: 'client-file', text: `The client file ${path} is not valid JSON.` },
    ]);
  });

  it('take an edit by hand along when another client is saved', async () => {
    const clients = await open();
    await writeFile(path, formatClientFile([CLIENT]), { mode: 0o600 });
    await clients.save({ ...CLIENT, id: 'other', credentials: [] });

    expect(clients.list().map(({ id }) => id)).toEqual(['other', 'web-shop']);
  });

  it('are looked at no more once the directory is disposed of', async () => {
    const clients = await open();
    clients[Symbol.dispose]();
    await writeFile(path, 'rubbish', { mode: 0o600 });
    clock.advance(60_000);
    // Reads go one after the other, so this one ends after any that was still under way.
    await expect(clients.refresh()).rejects.toThrow('not valid JSON');

    expect(seen).toEqual([]);
  });
});

describe('a client file that is not valid', () => {
  it('fails the start with every fault at once', async () => {
    const broken = {
      clients: [
        { ...CLIENT, scopes: ['orders list', 7], secret: 'x' },
        { ...CLIENT, name: '', credentials: [{ id: 'nope', digest: 'short', createdAt: 'yesterday' }] },
      ],
    };
    await writeFile(path, JSON.stringify(broken), { mode: 0o600 });

    const message = await open().then(
      () => '',
      (error: unknown) => (error as Error).message,
    );

    for (const place of ['clients.0.scopes.0', 'clients.0.scopes.1', 'clients.0', 'clients.1.name']) {
      expect(message).toContain(`  ${place}: `);
    }
    for (const member of ['id', 'digest', 'createdAt']) expect(message).toContain(`clients.1.credentials.0.${member}`);
    expect(message).not.toContain('"x"');
  });

  it('fails the start when an id is used twice', async () => {
    await writeFile(path, formatClientFile([CLIENT, CLIENT]), { mode: 0o600 });

    await expect(open()).rejects.toThrow(/client id web-shop is used twice[^]*credential id aaaaaaaaaaaaaaa1 is used/);
  });

  it('is refused when others may write to it, because they could grant themselves anything', async () => {
    await (await open()).save(CLIENT);
    await chmod(path, 0o666);

    await expect(open()).rejects.toThrow(`can be changed by others than its owner (mode 0666). Run: chmod 600 ${path}`);
    expect(await readFile(path, 'utf8')).toBe(formatClientFile([CLIENT]));
  });
});
