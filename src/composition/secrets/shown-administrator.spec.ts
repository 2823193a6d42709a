// Where a newcomer is pointed to the secret of the first administrator, it is that, and it still is good.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryClientDirectory } from '../../../adapters/memory/client-directory.js';
import { issueCredential } from '../../credentials/issue-credential.js';
import type { Credential } from '../../credentials/credential.js';
import { newPepperText, readPepper } from '../../credentials/secret-digest.js';
import { makeSecret } from '../../credentials/secret.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import { SteadyTime } from '../../credentials/judging/steady-time.js';
import { ownFolder } from '../../../test/support/running/own-folder.js';
import { dataFolderAt } from '../data-folder.js';
import type { FirstAdministrator } from '../first-administrator.js';
import { shownAdministrator } from './shown-administrator.js';

const ID = 'first-administrator';
const clock = new ManualClock();
const time = new SteadyTime(clock);
const pepper = readPepper(newPepperText());
const { secret, credential } = issueCredential(pepper, clock);

let folder: ReturnType<typeof ownFolder>;
let clients: MemoryClientDirectory;
beforeEach(async () => {
  folder = ownFolder();
  clients = new MemoryClientDirectory({ tell: () => undefined });
  await seat(ID, credential);
});
afterEach(() => folder[Symbol.dispose]());

async function seat(id: string, held: Credential): Promise<void> {
  const createdAt = new Date(clock.now()).toISOString();
  await clients.save({ id, kind: 'administrator', name: id, scopes: ['admin.*'], createdAt, credentials: [held] });
}

function given(text: string): string {
  const path = join(folder.path, 'given');
  writeFileSync(path, text);
  return path;
}

function shown(secretFile: string): FirstAdministrator | undefined {
  return shownAdministrator({ id: ID, secretFile }, dataFolderAt(folder.path), { clients, pepper, time });
}

describe('the file of the first administrator', () => {
  it('is named when it holds its secret', () => {
    const path = given(`${secret}\n`);
    expect(shown(path)).toEqual({ id: ID, secretFile: path });
  });

  it('is not the one of a colleague in whose shell the gateway is started', async () => {
    const mette = issueCredential(pepper, clock);
    await seat('mette', mette.credential);
    expect(shown(given(mette.secret))).toBeUndefined();
  });

  it('is the one of the data folder when the settings name that of somebody else', () => {
    const own = dataFolderAt(folder.path).firstAdministratorSecret;
    writeFileSync(own, secret);
    expect(shown(given(makeSecret().text))).toEqual({ id: ID, secretFile: own });
  });

  it.each([
    ['was revoked', { revokedAt: '2026-01-01T00:00:00Z' }],
    ['has expired', { expiresAt: '2026-01-01T00:00:00Z' }],
  ])('is not one whose secret %s', async (_what, over) => {
    await seat(ID, { ...credential, ...over });
    expect(shown(given(secret))).toBeUndefined();
  });

  it('is none that holds anything else, or cannot be read', () => {
    expect(shown(given('canary'))).toBeUndefined();
    mkdirSync(join(folder.path, 'folder'));
    expect(shown(join(folder.path, 'folder'))).toBeUndefined();
    expect(shown(join(folder.path, 'nothing'))).toBeUndefined();
  });
});
