// The same promises over the store on disk: a process that dies, and another that finds everything there.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '../../../src/composition/gateway-store.js';
import type { GatewayStore } from '../../../src/composition/gateway-store.js';
import type { Failpoint } from '../../../src/write/failpoint.js';
import { eventually } from '../../support/running/eventually.js';
import { ownFolder } from '../../support/running/own-folder.js';
import { CallsUnderWay } from '../../support/write/calls-under-way.js';
import { APPLIED } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';

let store: GatewayStore;
let calls: CallsUnderWay;
let bench: DropBench;
let folder: ReturnType<typeof ownFolder>;

async function open(): Promise<void> {
  store = await openSqliteStore(folder.path);
  calls = new CallsUnderWay();
  bench = new DropBench({}, calls.counted(store));
}

beforeEach(async () => {
  folder = ownFolder();
  await open();
});

afterEach(async () => {
  bench.die();
  await store.close();
  folder[Symbol.dispose]();
});

/** Lets some time pass. However long the disk takes, the clock stands still until it has done what it was asked. */
async function pass(): Promise<void> {
  bench.clock.advance(500);
  await eventually('the disk to rest', async () => {
    const { begun } = calls;
    await bench.settle();
    return calls.underWay === 0 && calls.begun === begun;
  });
}

/** Lets time pass, and the batch job work if it is there, until all commands stand so. */
async function until(ids: readonly string[], state: string, hasJob = true): Promise<void> {
  await eventually(`${ids.join()} to be ${state}`, async () => {
    await pass();
    if (hasJob) bench.job.takeIn(APPLIED);
    const states = await Promise.all(ids.map((id) => bench.state(id)));
    return states.every((each) => each === state);
  });
}

describe('on disk', () => {
  it('commands go out in files and are settled by what comes back', async () => {
    await bench.start();
    const ids = [await bench.amend('SO-1'), await bench.amend('SO-2'), await bench.amend('SO-1', 'again')];
    await until(ids, 'succeeded');
    expect(ids.map((id) => bench.job.effects.get(id))).toEqual([1, 1, 1]);
    await eventually('both batches to be closed', async () =>
      (await bench.batchesOf()).every(({ state }) => state === 'closed'),
    );
    expect((await bench.batchesOf()).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it.each<Failpoint>(['batch-sealed', 'publish:renaming', 'publish:renamed', 'acknowledgement-settled'])(
    'a death at the step "%s" loses nothing and doubles nothing',
    async (step) => {
      let died = false;
      bench.onDeath = () => (died = true);
      await bench.start(step);
      const ids = [await bench.amend('SO-1'), await bench.amend('SO-2')];
      await eventually('the process to die', async () => {
        await pass();
        bench.job.takeIn(APPLIED);
        return died;
      });
      await bench.start();
      await until(ids, 'succeeded');
      expect(ids.map((id) => bench.job.effects.get(id))).toEqual([1, 1]);
    },
  );

  it('what waits for a person is still there after the store was opened again', async () => {
    bench.place.inbox.set('AMD2026112000001.DAT', { bytes: Buffer.from('foreign'), modifiedAt: 0 });
    await bench.start();
    const id = await bench.amend('SO-1');
    await until([id], 'parked', false);
    bench.die();
    await store.close();
    await open();
    expect(await bench.state(id)).toBe('parked');
    expect(await bench.batch()).toMatchObject({ state: 'parked' });
  });
});
