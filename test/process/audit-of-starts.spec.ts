// Whatever a gateway appends by itself (its first keys, clients and administrators, last uses at a stop) it appends while
// its trail is watched: a trail to which nobody did anything is clean after every start and stop, and after a kill at any
// step of the first start. Without an ERP.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { TrailVerdict } from '../../src/audit/verify/verify-trail.js';
import { verifyFiles } from '../../src/composition/audit/verify-files.js';
import { dataFolderAt } from '../../src/composition/data-folder.js';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { RunningProgram, runProgram } from '../support/running/running-program.js';
import { serveGateway } from '../support/running/served-gateway.js';

// Each start of the program loads it anew, which takes seconds on a busy machine.
jest.setTimeout(240_000);

const NOWHERE = 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false';
const ENVIRONMENT = {
  ERP_REPLICA_URL: NOWHERE,
  ERP_PROCEDURES_URL: NOWHERE,
  ERP_INBOX_URL: 'sftp://nobody:nothing@127.0.0.1:1',
  ERP_INBOX_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
};

/** Loading the program takes long where every processor is busy. */
const START_MS = 60_000;

const folder = ownFolder();
afterAll(() => folder[Symbol.dispose]());

/** Verifies as `banyan audit verify` does, without loading the program. */
function verify(data: string): Promise<TrailVerdict> {
  const { ledger, auditHeads, auditKey } = dataFolderAt(data);
  return verifyFiles({ trail: { store: ledger }, heads: auditHeads, keyFile: auditKey, keyIds: [] });
}

/** Starts, is called by its first client, and ends by this signal. */
async function liveOnce(data: string, end: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const gateway = await serveGateway(data, ENVIRONMENT);
  await using program = gateway.program;
  await gateway.token();
  program.signal(end);
  await program.ended;
}

it('a fresh data folder verifies after each start and stop, and when a later start was killed', async () => {
  const data = join(folder.path, 'fresh');
  for (const end of ['SIGTERM', 'SIGTERM', 'SIGKILL', 'SIGTERM'] as const) {
    await liveOnce(data, end);
    const { code, output, complaints } = await runProgram({
      args: ['bin/banyan.mjs', 'audit', 'verify'],
      environment: { BANYAN_DATA: data },
    });
    expect([end, code, complaints]).toEqual([end, 0, '']);
    expect(output).toContain('nothing was edited, deleted, reordered or inserted');
  }
  expect((await verify(data)).heads).toBeGreaterThanOrEqual(6);
});

describe('a first start that was killed', () => {
  it.each<[string, (data: string) => boolean]>([
    ['with its store', (data) => existsSync(join(data, 'ledger', 'store.db'))],
    ['with the key of its trail', (data) => existsSync(join(data, 'audit.key'))],
    ['with a signing key', (data) => isFilled(join(data, 'signing-keys'))],
    ['with the secret of its first client', (data) => existsSync(join(data, 'first-client.secret'))],
    ['with the secret of its first administrator', (data) => existsSync(join(data, 'first-administrator.secret'))],
  ])('%s leaves a trail that is clean, and stays clean at the next one', async (what, isThere) => {
    const data = join(folder.path, what.replaceAll(' ', '-'));
    await killedOnce(data, isThere);
    const left = await verify(data).catch((error: unknown) => error);
    expect(left).toEqual(left instanceof Error ? YOUNG : expect.objectContaining({ findings: [] }));
    await liveOnce(data, 'SIGTERM');
    expect(await verify(data)).toMatchObject({ findings: [], from: 0 });
  });
});

/** Killed so early that there is no trail yet. */
const YOUNG: unknown = expect.objectContaining({ message: expect.stringMatching(/There is no store|no audit trail/) });

function isFilled(path: string): boolean {
  return existsSync(path) && readdirSync(path).length > 0;
}

async function killedOnce(data: string, isThere: (data: string) => boolean): Promise<void> {
  const environment = { ...ENVIRONMENT, BANYAN_DATA: data, BANYAN_PORT: '0', BANYAN_ADMIN_PORT: '0' };
  await using program = new RunningProgram({ args: ['bin/banyan.mjs', 'serve'], environment });
  await eventually('the start to come so far', () => isThere(data), START_MS);
  program.signal('SIGKILL');
  expect((await program.ended).signal).toBe('SIGKILL');
}
