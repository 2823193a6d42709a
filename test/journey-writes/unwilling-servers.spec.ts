// SFTP servers that keep less than they were given, have no room, show another key, or fall silent, over real processes:
// nothing wrong is ever published, commands wait, and there is one effect at the ERP in the end.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { SOON, setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFileOf, archivedFilesOf, filesIn } from './erp-files.js';
import { accepted, effectsOf, newCustomer, reaches, seen, settled } from './writes-of-drops.js';

let stage: DroppingStage;
beforeAll(async () => {
  // A look that was broken off must not be the last one.
  stage = await setDroppingStage(SOON, { BANYAN_VERIFY_GIVE_UP: '1m' });
}, 180_000);
afterAll(async () => stage[Symbol.asyncDispose]());
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
    await stage.erp.inbox.fault({ on: 'write', match: 'CUS', storeFewerBytes: 10 });
    const id = await register('Kort');
    // On a busy machine another try may end for want of time.
    const said = (): readonly string[] => stage.logged('publication ended').map(({ internal }) => String(internal));
    await eventually('two tries', () => said().filter((text) => /kept \d+ of \d+ bytes/.test(text)).length > 1);
    expect([await seen(stage, id), await effectsOf(stage, [id])]).toMatchObject([{ status: 'delivering' }, [0]]);
    expect(await tries('published')).toEqual([]);
    await stage.erp.inbox.heal();
    await expectOnce(id);
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
    const id = await register('Falsk v\u00e6rt');
    await reaches(stage, id, 'delivering');
    const refusals = () => stage.logged('connection refused').filter(({ advice }) => /host key/i.test(String(advice)));
    const before = refusals().length;
    await eventually('some refusals', () => refusals().length > before + 1);
    expect(await stage.erp.inbox.counters()).toMatchObject({ loginAttempts: 0, sessions: 0, publications: 0 });
    expect(await seen(stage, id)).toMatchObject({ status: 'delivering' });
    await stage.erp.inbox.heal();
    await expectOnce(id);
  });

  it('that falls silent in the middle of the bytes does not hold the command for ever', async () => {
    await stage.erp.inbox.fault({ on: 'write', match: 'CUS', times: 1, stall: true });
    const id = await register('Tavs');
    await expectOnce(id);
    const { name } = archivedFileOf(stage.erp, id);
    const own = (await stage.allLogged('publication ended')).filter(({ fileName }) => fileName === name);
    // A busy machine may need more tries than two.
    expect([own.at(0), own.at(-1)]).toMatchObject([{ outcome: 'nothing-published' }, { outcome: 'published' }]);
  });

  it('that renames long after the caller has gone publishes one file all the same', async () => {
    const before = (await tries('unknown')).length;
    await stage.erp.inbox.fault({ on: 'rename', match: 'CUS', times: 1, delayMs: 4000, deaf: true });
    const id = await register('Sen omd\u00f8bning');
    await expectOnce(id);
    expect(await tries('unknown')).toHaveLength(before + 1);
  });
});
