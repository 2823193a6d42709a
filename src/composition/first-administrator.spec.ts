// Who a fresh gateway begins with: one administrator with a secret of its own, or with the one that was given.
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import { proveSecret } from '../credentials/prove-secret.js';
import { revokeClient } from '../credentials/rotation/rotation.js';
import { newPepperText, readPepper } from '../credentials/secret-digest.js';
import { makeSecret, parseSecret } from '../credentials/secret.js';
import { ManualClock } from '../kernel/manual-clock.js';
import { readSettings } from '../settings/read-settings.js';
import { dataFolderAt } from './data-folder.js';
import { ensureFirstAdministrator } from './first-administrator.js';
import type { FirstAdministrator } from './first-administrator.js';
import { ownFolder } from '../../test/support/running/own-folder.js';

const pepper = readPepper(newPepperText());

let folder: ReturnType<typeof ownFolder>;
let clients: MemoryClientDirectory;
let told: AuditEntry[];
beforeEach(() => {
  folder = ownFolder();
  told = [];
  clients = new MemoryClientDirectory({
    tell: (entry) => {
      if (entry !== undefined) told.push(entry);
    },
  });
});
afterEach(() => folder[Symbol.dispose]());

async function ensure(environment: Readonly<Record<string, string>> = {}): Promise<FirstAdministrator | undefined> {
  const settings = readSettings(environment);
  if (!settings.ok) throw new Error(JSON.stringify(settings.faults));
  const parts = { folder: dataFolderAt(folder.path), settings: settings.value, clock: new ManualClock() };
  return ensureFirstAdministrator(parts, { clients, pepper });
}

function proves(text: string, id = 'first-administrator'): boolean {
  const secret = parseSecret(text);
  return secret !== undefined && proveSecret(pepper, secret, clients.find(id)) !== undefined;
}

function recover(text: string): string {
  const path = join(folder.path, 'recovered-administrator.secret');
  writeFileSync(path, `${text}\n`, { mode: 0o600 });
  return path;
}

function given(text: string, mode = 0o400): string {
  const path = join(folder.path, 'given');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe('the first administrator', () => {
  it('is made when there is none, may do and grant everything, and is told of', async () => {
    const first = await ensure();
    expect(clients.find('first-administrator')).toMatchObject({
      kind: 'administrator',
      scopes: ['admin.*'],
      grants: ['*'],
    });
    expect(told).toMatchObject([
      { action: 'administrator.create', subject: 'administrator/first-administrator', actor: { kind: 'gateway' } },
    ]);
    const kept = readFileSync(first?.secretFile ?? '', 'utf8').trim();
    expect([proves(kept), first?.newSecret]).toEqual([true, kept]);
    expect((statSync(first?.secretFile ?? '').mode & 0o777).toString(8)).toBe('600');
    expect(JSON.stringify(told)).not.toContain('bny_');
  });

  it('is not made again, and its secret is not shown again', async () => {
    const first = await ensure();
    const kept = readFileSync(first?.secretFile ?? '', 'utf8');
    expect(await ensure()).toEqual({ id: 'first-administrator', secretFile: first?.secretFile });
    expect([readFileSync(first?.secretFile ?? '', 'utf8'), told.length]).toEqual([kept, 1]);
  });

  it('is pointed to no longer once its file was removed', async () => {
    const first = await ensure();
    rmSync(first?.secretFile ?? '');
    expect(await ensure()).toBeUndefined();
    expect(clients.list()).toHaveLength(1);
  });

  it('is pointed to no longer once it was revoked', async () => {
    await ensure();
    await clients.change(
      'first-administrator',
      (client) => client && { client: { ...client, revokedAt: '2026-11-20T12:00:00Z' } },
    );
    expect(await ensure()).toBeUndefined();
  });

  it('proves itself with the secret that was given, of which no copy is made', async () => {
    const { text } = makeSecret();
    const path = given(`${text}\n`);
    const first = await ensure({ BANYAN_ADMINISTRATOR_SECRET_FILE: path });
    expect(first).toEqual({ id: 'first-administrator', secretFile: path });
    expect(proves(text)).toBe(true);
    expect(() => statSync(dataFolderAt(folder.path).firstAdministratorSecret)).toThrow('ENOENT');
  });

  it('is joined by one for the secret an operator puts into the data folder when all others are lost', async () => {
    await ensure();
    const { text, credentialId } = makeSecret();
    recover(text);
    await ensure();
    const id = `recovered-${credentialId}`;
    expect(clients.find(id)).toMatchObject({ kind: 'administrator', scopes: ['admin.*'], grants: ['*'] });
    expect(proves(text, id)).toBe(true);
    expect(told.slice(1)).toMatchObject([
      {
        ...{ action: 'administrator.create', subject: `administrator/${id}`, actor: { kind: 'operator' } },
        ...{ reason: 'its secret was put into recovered-administrator.secret', detail: { credential: credentialId } },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain(text);
  });

  it('is recovered once by a secret: what was revoked stays so while the file is still there', async () => {
    const { text, credentialId } = makeSecret();
    recover(text);
    await ensure();
    const id = `recovered-${credentialId}`;
    await clients.change(id, (client) => client && { client: revokeClient(client, 0) });
    const [revoked, entries] = [clients.find(id), told.length];
    await ensure();
    expect(revoked?.revokedAt).toBeDefined();
    expect([clients.find(id), told.length]).toEqual([revoked, entries]);
  });

  it.each([
    ['belongs to somebody', () => recover(readFileSync(join(folder.path, 'first-administrator.secret'), 'utf8'))],
    ['is none', () => recover('hunter2')],
    ['others may have put there', () => chmodSync(recover(makeSecret().text), 0o622)],
  ])('is not joined by one for a secret that %s', async (_, put) => {
    await ensure();
    put();
    const failed = ensure();
    await expect(failed).rejects.toThrow(/recovered-administrator\.secret/);
    await expect(failed).rejects.not.toThrow(/hunter2/);
    expect(clients.list()).toHaveLength(1);
  });

  it.each([
    ['holds anything else', () => given('hunter2'), /does not hold a secret: one line with bny_/],
    ['can be changed by others', () => given(makeSecret().text, 0o622), /can be changed by others/],
    ['is not there', () => join(folder.path, 'nothing'), /there is no such file/],
  ])('is not made when the file given %s, and nothing of it is repeated', async (_, make, fault) => {
    const failed = ensure({ BANYAN_ADMINISTRATOR_SECRET_FILE: make() });
    await expect(failed).rejects.toThrow(fault);
    await expect(failed).rejects.not.toThrow(/hunter2/);
    expect(clients.list()).toEqual([]);
  });
});
