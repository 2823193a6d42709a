// SFTP servers that keep less than they were given, have no room, show another key, or fall silent, over real processes:
// nothing wrong is ever published, commands wait, and there is one effect at the ERP in the end.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFilesOf, filesIn } from './erp-files.js';
import { accepted, effectsOf, newCustomer, seen, settled } from './writes-of-drops.js';

let stage: DroppingStage;
beforeAll(async () => {
  stage = await setDroppingStage();
}, 60_000);
afterAll(async () => stage[Symbol.asyncDispose](), 20_000);
beforeEach(async () => {
  await stage.erp.inbox.heal();
});

const register = (name: string): Promise<string> => accepted(stage, { path: '/v1/customers', body: newCustomer(name) });

/** All tries so far that ended in this way, by what the log tells. */
const tries = async (outcome: string) =>
  (await stage.allLogged('publication ended')).filter((line) => line['outcome'] === outcome);

/** Succeeded; one effect, one file, published by one rename, nothing refused by the batch job, nothing left behind. */
async function expectOnce(id: string): Promise<void> {
  expect(await settled(stage, id)).toMatchObject({ status: 'succeeded' });
  const files = archivedFilesOf(stage.erp, id);
  expect([await effectsOf(stage, [id]), files.length]).toEqual([[1], 1]);
  const renames = await stage.erp.inbox.renames();
  const done = renames.filter((rename) => rename.to === `/inbox/${files[0]?.name ?? ''}` && rename.done);
  expect(done).toMatchObject([{ bytes: files[0]?.bytes.length }]);
  expect(await stage.erp.job()).toMatchObject({ refusedFiles: [], outOfSequence: [] });
  await eventually('the inbox to be empty', () => filesIn(stage.erp.inbox.folders.inbox).length === 0);
}

describe('a file', () => {
  it('of which the server kept fewer bytes than it said is not published; it is written again', async () => {
    await stage.erp.inbox.fault({ on: 'write', match: 'CUS', times: 2, storeFewerBytes: 10 });
    const id = await register('Kort');
    await expectOnce(id);
    expect(await tries('nothing-published')).toMatchObject([
      { internal: expect.stringMatching(/the server kept \d+ of \d+ bytes/) },
      { internal: expect.stringMatching(/the server kept \d+ of \d+ bytes/) },
    ]);
  });

  it('for which there is no room waits until there is', async () => {
    const before = (await tries('nothing-published')).length;
    await stage.erp.inbox.control('POST', '/quota', { bytes: 100 });
    const id = await register('Ingen plads');
    await eventually('some tries', async () => (await tries('nothing-published')).length > before + 1);
    expect([await seen(stage, id), await effectsOf(stage, [id])]).toMatchObject([{ status: 'delivering' }, [0]]);
    await stage.erp.inbox.heal();
    await stage.erp.inbox.control('POST', '/quota', { bytes: null });
    await expectOnce(id);
  });
});

describe('a server', () => {
  it('with another host key gets nothing, neither password nor file; the command waits until the key is the pinned one', async () => {
    await stage.erp.inbox.control('POST', '/host-key', { swap: true });
    await stage.erp.inbox.control('POST', '/cut');
    await stage.erp.inbox.control('DELETE', '/counters');
    const before = (await tries('nothing-published')).length;
    const id = await register('Falsk v\u00e6rt');
    await eventually('some tries', async () => (await tries('nothing-published')).length > before + 1);
    expect((await tries('nothing-published')).at(-1)?.['internal']).toMatch(/host key/i);
    expect(await stage.erp.inbox.counters()).toMatchObject({ loginAttempts: 0, sessions: 0, publications: 0 });
    expect(await seen(stage, id)).toMatchObject({ status: 'delivering' });
    await stage.erp.inbox.heal();
    await expectOnce(id);
  });

  it('that falls silent in the middle of the bytes does not hold the command for ever', async () => {
    const before = (await tries('nothing-published')).length;
    await stage.erp.inbox.fault({ on: 'write', match: 'CUS', times: 1, stall: true });
    const id = await register('Tavs');
    await expectOnce(id);
    expect(await tries('nothing-published')).toHaveLength(before + 1);
  });

  it('that renames long after the caller has gone publishes one file all the same', async () => {
    const before = (await tries('unknown')).length;
    await stage.erp.inbox.fault({ on: 'rename', match: 'CUS', times: 1, delayMs: 4000, deaf: true });
    const id = await register('Sen omd\u00f8bning');
    await expectOnce(id);
    expect(await tries('unknown')).toHaveLength(before + 1);
  });
});
