// A process that dies between any two steps loses nothing and doubles nothing: the next one finds everything in the
// ledgers and the folders. Dying is played by a step that never ends.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Failpoint } from '../../../src/write/failpoint.js';
import { APPLIED } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

const STEPS: readonly Failpoint[] = [
  'batch-claimed',
  'batch-sealed',
  'publish:writing',
  'publish:checked',
  'publish:renaming',
  'publish:renamed',
  'published',
  'acknowledgement-read',
  'acknowledgement-settled',
];

/** The batch job goes on by itself, whoever lives or dies. */
async function passWithJob(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    await bench.pass(1_000, 1_000);
    bench.job.takeIn(APPLIED);
  }
}

/** Every other call of a method fails, by turns before and after it has done its work. */
function failing(ledger: object, method: string): { readonly end: () => void; readonly count: () => number } {
  const methods = ledger as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const real = methods[method]?.bind(ledger);
  let calls = 0;
  let faults = 0;
  let ended = false;
  methods[method] = async (...given) => {
    const turn = ended ? 1 : calls++ % 4;
    if (turn % 2 === 0) faults += 1;
    if (turn === 0) throw new Error('busy');
    const result = await real?.(...given);
    if (turn === 2) throw new Error('the disk was lost after the commit');
    return result;
  };
  return { end: () => (ended = true), count: () => faults };
}

/** What must hold in the end, whatever happened. */
async function expectOneEffectEach(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    expect([id, await bench.state(id)]).toEqual([id, 'succeeded']);
    expect([id, bench.job.effects.get(id)]).toEqual([id, 1]);
  }
  const batches = await bench.batchesOf();
  expect(batches.every(({ state }) => state === 'closed')).toBe(true);
  expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, index) => index + 1));
}

describe('after a death', () => {
  it.each(STEPS)('at the step "%s" every command has exactly one effect in the end', async (step) => {
    const ids = [await bench.amend('SO-1'), await bench.amend('SO-2'), await bench.amend('SO-1', 'again')];
    let died = false;
    bench.onDeath = () => (died = true);
    await bench.start(step);
    await passWithJob(15_000);
    expect(died).toBe(true);
    await bench.start();
    await passWithJob(120_000);
    await expectOneEffectEach(ids);
  });

  it('at every step, one after the other, every command has exactly one effect in the end', async () => {
    const ids: string[] = [];
    let deaths = 0;
    bench.onDeath = () => (deaths += 1);
    for (const step of [...STEPS, ...STEPS]) {
      await bench.start(step);
      ids.push(await bench.amend(`SO-${ids.length % 5}`));
      await passWithJob(12_000);
    }
    await bench.start();
    await passWithJob(200_000);
    expect(deaths).toBeGreaterThan(STEPS.length);
    await expectOneEffectEach(ids);
  });

  it('in the middle of publishing the batch waits for its lease, then is looked for', async () => {
    const id = await bench.amend('SO-1');
    await bench.start('publish:writing');
    await bench.pass(6_000);
    expect(await bench.batch()).toMatchObject({ state: 'delivering', attempts: 1 });
    await bench.start();
    await bench.pass(8_000);
    expect((await bench.batch())?.state).toBe('delivering');
    await bench.pass(30_000);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'delivered']);
  });

  it('does not wait longer than a try may take when the clock was set back meanwhile', async () => {
    await bench.amend('SO-1');
    await bench.start('publish:renamed');
    await bench.pass(6_000);
    bench.clock.jump(-7_200_000);
    await bench.start();
    await bench.pass(30_000);
    expect((await bench.batch())?.state).toBe('delivered');
  });

  it('a member never stands in the queue again', async () => {
    const id = await bench.amend('SO-1');
    for (const step of ['publish:writing', 'publish:renaming', 'published'] as const) {
      await bench.start(step);
      await bench.pass(40_000);
    }
    expect((await bench.states(id)).filter((state) => state === 'accepted')).toHaveLength(1);
    expect(await bench.batchesOf()).toHaveLength(1);
  });

  it('between the settlement of the last command and the closing the batch is closed', async () => {
    const id = await bench.amend('SO-1');
    await bench.start();
    await bench.pass(6_000);
    bench.die();
    const found = await bench.ledger.find(id);
    await bench.ledger.move({
      ...{ id, from: 'delivered', fence: found?.command.fence ?? 0, to: 'succeeded' },
      entry: { at: new Date(bench.clock.now()).toISOString(), state: 'succeeded', by: 'gateway' },
    });
    await bench.start();
    await bench.settle();
    expect((await bench.batch())?.state).toBe('closed');
  });
});

describe('a ledger that fails now and then', () => {
  it.each(['seal', 'move', 'list', 'find', 'lastSequence'] as const)(
    'at "%s" stops nothing and doubles nothing, whether the write was kept or not',
    async (method) => {
      await bench.start();
      const faults = failing(bench.batches, method);
      // What is open is listed again only when a write failed.
      const others = method === 'list' ? failing(bench.batches, 'move') : faults;
      const ids = [await bench.amend('SO-1'), await bench.amend('SO-2'), await bench.amend('SO-1', 'again')];
      await passWithJob(200_000);
      faults.end();
      others.end();
      await passWithJob(10_000);
      await expectOneEffectEach(ids);
      expect(faults.count()).toBeGreaterThan(1);
      expect(bench.told('warning').some(({ topic }) => topic === 'drops' || topic === 'ledger')).toBe(true);
    },
  );
});

describe('stopping', () => {
  it('finishes the publication that has begun and begins no other', async () => {
    const gate = Promise.withResolvers<undefined>();
    const dispatchers = await bench.start(undefined, (name) => (name === 'publish:checked' ? gate.promise : undefined));
    await bench.amend('SO-1');
    await bench.pass(6_000);
    const stopped = dispatchers.stop(5_000);
    await bench.settle();
    gate.resolve(undefined);
    await stopped;
    expect((await bench.batch())?.state).toBe('delivered');
    const later = await bench.amend('SO-2');
    await bench.pass(20_000);
    expect(await bench.state(later)).toBe('accepted');
  });

  it('does not wait longer than it was told to', async () => {
    const dispatchers = await bench.start(undefined, (name) =>
      name === 'publish:checked' ? new Promise<void>(() => undefined) : undefined,
    );
    await bench.amend('SO-1');
    await bench.pass(6_000);
    const stopped = dispatchers.stop(2_000);
    await bench.pass(3_000);
    await stopped;
    expect((await bench.batch())?.state).toBe('delivering');
  });
});
