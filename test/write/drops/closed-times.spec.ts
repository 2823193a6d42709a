// Inside a closed time nothing arrives at the ERP: what waits is held, what is on its way stops before the rename.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPLIED } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';
import { WriteBench } from '../../support/write/write-bench.js';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

/** Closes from now for so many milliseconds; a calendar opens by itself. */
function close(ms: number): void {
  const until = bench.clock.now() + ms;
  bench.closing = { until, reason: 'nightly batch' };
  bench.clock.after(ms, () => (bench.closing = undefined));
}

describe('a queue of files in a closed time', () => {
  it('holds what waits, with the reason and the time, and goes on when it opens', async () => {
    await bench.start();
    const id = await bench.amend('SO-1');
    close(60_000);
    await bench.pass(3_000);
    expect((await bench.ledger.find(id))?.command).toMatchObject({ state: 'held' });
    expect((await bench.ledger.find(id))?.history.at(-1)).toMatchObject({ reason: 'nightly batch' });
    const later = await bench.amend('SO-2');
    expect(await bench.state(later)).toBe('held');
    await bench.pass(56_000, 1_000);
    expect(bench.place.inbox.size).toBe(0);
    await bench.pass(10_000, 1_000);
    expect([await bench.state(id), await bench.state(later)]).toEqual(['delivered', 'delivered']);
    expect(bench.told('queue-closed').filter(({ queue }) => queue === 'inbox/amendments')).toMatchObject([
      { reason: 'nightly batch', until: expect.any(String) },
      { until: undefined },
    ]);
  });

  it('keeps a sealed batch in the ledger until it opens', async () => {
    await bench.start(undefined, (name) => {
      if (name === 'batch-sealed' && bench.closing === undefined) close(60_000);
    });
    const id = await bench.amend('SO-1');
    await bench.pass(30_000, 1_000);
    expect(await bench.batch()).toMatchObject({ state: 'sealed', attempts: 0 });
    expect(bench.place.inbox.size).toBe(0);
    await bench.pass(50_000, 1_000);
    bench.job.takeIn(APPLIED);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('stops a publication that the closing overtakes before the rename, and uses no try up for it', async () => {
    await bench.start(undefined, (name) => {
      if (name !== 'publish:checked' || bench.closing !== undefined) return;
      bench.clock.advance(10);
      close(5_000);
    });
    bench.closesAt = () => bench.clock.now() + 5;
    const id = await bench.amend('SO-1');
    await bench.pass(40_000, 1_000);
    expect(bench.place.inbox.has('AMD2026112000001.DAT')).toBe(false);
    expect(await bench.batch()).toMatchObject({ state: 'sealed' });
    expect((await bench.batch())?.attempts).toBeGreaterThan(3);
    bench.closesAt = () => undefined;
    await bench.pass(20_000, 1_000);
    bench.job.takeIn(APPLIED);
    await bench.pass(5_000, 1_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('is opened early by a person, and what was held goes on at once', async () => {
    const dispatchers = await bench.start();
    const id = await bench.amend('SO-1');
    bench.closing = { until: bench.clock.now() + 3_600_000, reason: 'stock-taking' };
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('held');
    bench.closing = undefined;
    dispatchers.reopened();
    await bench.pass(7_000);
    expect(await bench.state(id)).toBe('delivered');
  });

  it('that was opened while no gateway ran lets go of what is held', async () => {
    await bench.start();
    const id = await bench.amend('SO-1');
    bench.closing = { until: bench.clock.now() + 3_600_000, reason: 'stock-taking' };
    await bench.pass(3_000);
    bench.die();
    bench.closing = undefined;
    await bench.start();
    await bench.pass(7_000);
    expect(await bench.state(id)).toBe('delivered');
  });

  it('does not write the done marker of a file that lacks it before it opens', async () => {
    bench.place.misbehave({ kind: 'lose-rename-reply', performed: true });
    await bench.start(undefined, (name) => {
      if (name === 'published') close(30_000);
    });
    await bench.amend('SO-1');
    await bench.pass(25_000, 1_000);
    expect(bench.place.inbox.has('AMD2026112000001.DAT.OK')).toBe(false);
    await bench.pass(20_000, 1_000);
    expect(bench.place.inbox.has('AMD2026112000001.DAT.OK')).toBe(true);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 1 });
  });
});

describe('a queue of calls in a closed time', () => {
  let calls: WriteBench;
  beforeEach(() => {
    calls = new WriteBench();
  });

  it('calls nothing, holds what waits, and goes on when it opens', async () => {
    const id = await calls.accept('k-1');
    const until = calls.clock.now() + 30_000;
    calls.closed = (_channel, now) => (now < until ? { until, reason: 'nightly batch' } : undefined);
    await calls.start();
    await calls.pass(29_000, 1_000);
    expect(await calls.state(id)).toBe('held');
    expect(calls.calls).toHaveLength(0);
    await calls.pass(3_000);
    expect(await calls.state(id)).toBe('succeeded');
    expect(calls.effects(id)).toBe(1);
  });

  it('lets go of a claim when it closes before the call', async () => {
    const id = await calls.accept('k-1');
    let asked = 0;
    const until = calls.clock.now() + 10_000;
    calls.closed = (_channel, now) => (asked++ > 0 && now < until ? { until, reason: 'nightly batch' } : undefined);
    await calls.start();
    await calls.settle();
    expect(calls.calls).toHaveLength(0);
    expect(await calls.states(id)).toEqual(['accepted', 'leased', 'accepted', 'held']);
    await calls.pass(12_000, 1_000);
    expect(await calls.state(id)).toBe('succeeded');
  });
});
