// The SFTP server renames a file and nobody is told, over real processes. Whether the file is still there, was taken in
// already, or cannot be looked for: it is found out or put to a person, and there is one effect at the ERP in the end.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { SOON, setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFilesOf, filesIn } from './erp-files.js';
import { accepted, effectsOf, newCustomer, read, reaches, settled } from './writes-of-drops.js';

interface ShownBatch {
  readonly id: string;
  readonly state: string;
  readonly fileName: string;
  readonly parkedReason?: string;
  readonly history: readonly { readonly state: string; readonly by: string; readonly reason?: string }[];
}

let stage: DroppingStage;
let open: readonly { readonly id: string }[];
beforeAll(async () => {
  // A look that was broken off, which takes three seconds, must not be the last one.
  stage = await setDroppingStage(SOON, { BANYAN_VERIFY_GIVE_UP: '6s' });
  open = (await read<{ data: readonly { id: string }[] }>(stage, '/v1/orders?status=open&limit=5')).data;
}, 180_000);
afterAll(async () => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  await stage.erp.heal();
  await stage.erp.inbox.heal();
});

const register = (name: string): Promise<string> => accepted(stage, { path: '/v1/customers', body: newCustomer(name) });

/** The rename of the next file whose temporary name has this in it is done, and the connection is cut before the answer. */
const loseReply = (match: string): Promise<void> =>
  stage.erp.inbox.fault({ on: 'rename', match, times: 1, drop: 'after' });

/**
 * A new customer whose file is published and taken in, while nobody has told the gateway of either: its first look is held
 * up, and the batch job, which is paused from now on, has not written its acknowledgement.
 */
async function takenInUnheard(name: string): Promise<string> {
  const { erp } = stage;
  await erp.pauseJob(true);
  await erp.jobFault({ fault: 'lateAcknowledgements', program: 'CUSIN', times: 1, ms: 1000 });
  await loseReply('CUS');
  await erp.inbox.fault({ on: 'stat', match: '/inbox/CUS', times: 1, stall: true });
  const id = await register(name);
  await eventually('the file to be published', () =>
    filesIn(erp.inbox.folders.inbox).some((file) => file.name.startsWith('CUS') && file.bytes.includes(id)),
  );
  await erp.runJob();
  expect(archivedFilesOf(erp, id)).toHaveLength(1);
  await eventually('the look to be held up', async () => {
    const { faults } = await erp.inbox.control<{ faults: readonly { stall?: boolean }[] }>('GET', '/faults');
    return !faults.some(({ stall }) => stall === true);
  });
  return id;
}

/** The only batch that ever carried this command. */
async function batchOf(id: string): Promise<ShownBatch> {
  const { data } = await stage.admin<{ data: readonly ShownBatch[] }>(`/admin/v1/batches?command=${id}`);
  expect(data).toHaveLength(1);
  return stage.admin(`/admin/v1/batches/${data[0]?.id ?? ''}`);
}

/** What the log tells first of this batch under this message; it is written a little later than things happen. */
const told = (message: string, id: string) =>
  eventually(message, () => stage.logged(message).find(({ batchId }) => batchId === id));

/** The states its batch went through, once it is closed. */
async function wayOf(id: string): Promise<readonly string[]> {
  const { history } = await eventually('the batch to be closed', async () => {
    const batch = await batchOf(id);
    return batch.state === 'closed' && batch;
  });
  return history.map(({ state }) => state);
}

/** One effect, one file, one rename to its name, and the reply to that one was lost. */
async function expectOnce(id: string): Promise<void> {
  const { fileName } = await batchOf(id);
  expect([await effectsOf(stage, [id]), archivedFilesOf(stage.erp, id).map(({ name }) => name)]).toEqual([
    [1],
    [fileName],
  ]);
  const renames = (await stage.erp.inbox.renames()).filter(({ to }) => to === `/inbox/${fileName}`);
  expect(renames).toMatchObject([{ done: true, answer: 'lost' }]);
  expect((await stage.erp.job()).refusedFiles).toEqual([]);
}

describe('a rename that is done and never answered', () => {
  it('is found in the inbox while the file lies there; its done marker is added, and it is not dropped again', async () => {
    await stage.erp.pauseJob(true);
    await loseReply('AMD');
    const id = await accepted(stage, {
      path: `/v1/orders/${open[0]?.id ?? ''}`,
      method: 'PATCH',
      body: { note: 'en gang' },
    });
    await reaches(stage, id, 'delivered');
    const { fileName } = await batchOf(id);
    expect(filesIn(stage.erp.inbox.folders.inbox).map(({ name }) => name)).toEqual([fileName, `${fileName}.OK`]);
    await stage.erp.pauseJob(false);
    expect(await settled(stage, id)).toMatchObject({ status: 'succeeded' });
    expect(await wayOf(id)).toEqual(['sealed', 'delivering', 'unknown', 'delivered', 'closed']);
    await expectOnce(id);
  });

  it('is found in the archive when the batch job was faster', async () => {
    const id = await takenInUnheard('Hurtig');
    await stage.erp.inbox.heal();
    await reaches(stage, id, 'delivered');
    expect(await told('batch looked for', (await batchOf(id)).id)).toMatchObject({
      ...{ verdict: 'published', inbox: 'absent', archive: 'same', acknowledgement: 'absent' },
    });
    await stage.erp.pauseJob(false);
    expect(await settled(stage, id)).toMatchObject({ status: 'succeeded' });
    expect(await wayOf(id)).toEqual(['sealed', 'delivering', 'unknown', 'delivered', 'closed']);
    await expectOnce(id);
  });
});

describe('where nobody can tell', () => {
  /** Taken in, its acknowledgement held back, and nobody may look into the archive: parked in the end. */
  async function parked(name: string): Promise<{ readonly id: string; readonly batch: ShownBatch }> {
    await stage.erp.inbox.fault({ match: '/archive', error: 'denied' });
    const id = await takenInUnheard(name);
    await stage.erp.inbox.control('POST', '/cut');
    await reaches(stage, id, 'parked');
    return { id, batch: await batchOf(id) };
  }

  it('a person is asked, and says that it arrived: it is not dropped again, and its acknowledgement settles it', async () => {
    const { id, batch } = await parked('Ankommet');
    expect(batch).toMatchObject({ state: 'parked', parkedReason: expect.stringMatching(/archive/) });
    await eventually('the alarm', () =>
      stage.logged('batch moved').some(({ batchId, level }) => batchId === batch.id && level === 'error'),
    );
    const listed = await stage.banyan('batches', 'list', '--state', 'parked');
    expect(listed).toContain(`${batch.id}  parked`);
    const reason = ['--reason', 'it lies in the archive'];
    expect(await stage.banyan('batches', 'arrived', batch.id, ...reason)).toMatch(/ {2}delivered\n/);
    await stage.erp.pauseJob(false);
    expect(await settled(stage, id)).toMatchObject({ status: 'succeeded', result: { id: expect.any(String) } });
    expect((await batchOf(id)).history).toContainEqual(
      expect.objectContaining({ state: 'delivered', by: 'first-administrator', reason: 'it lies in the archive' }),
    );
    await expectOnce(id);
  });

  it('a person lets the archive be read again and has it looked for: it is found', async () => {
    const { id, batch } = await parked('Kig igen');
    await stage.erp.inbox.heal();
    await stage.banyan('batches', 'look', batch.id, '--reason', 'the archive can be read again');
    await reaches(stage, id, 'delivered');
    await stage.erp.pauseJob(false);
    expect(await settled(stage, id)).toMatchObject({ status: 'succeeded' });
    expect(await wayOf(id)).toEqual([
      ...['sealed', 'delivering', 'unknown', 'parked'],
      ...['unknown', 'delivered', 'closed'],
    ]);
    await expectOnce(id);
    const { data } = await stage.admin<{ data: readonly unknown[] }>(`/admin/v1/audit?subject=batch/${batch.id}`);
    expect(data).toMatchObject([
      {
        action: 'batch.resolve',
        actor: { kind: 'administrator', id: 'first-administrator' },
        detail: { decision: 'look' },
      },
    ]);
  });
});
