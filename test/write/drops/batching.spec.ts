// When batches are closed, what is in them, and how they are published.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPLIED, BY_LINE, recordsOf } from '../../support/write/drops/batch-job.js';
import { column, item } from '../../support/layouts/sample-layouts.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';
import { AMENDMENTS, COUNTS, dropCatalogue } from '../../support/write/drops/drop-catalogue.js';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

const inbox = (): readonly string[] => [...bench.place.inbox.keys()];

describe('a batch', () => {
  it('is closed once its time has passed since the first command, and not before', async () => {
    await bench.start();
    const id = await bench.amend('SO-1');
    await bench.pass(4_500);
    expect(await bench.state(id)).toBe('accepted');
    await bench.pass(1_000);
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'delivered']);
    expect(inbox()).toEqual(['AMD2026112000001.DAT', 'AMD2026112000001.DAT.OK']);
  });

  it('is closed at once when enough commands of different keys wait', async () => {
    await bench.start();
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) ids.push(await bench.amend(`SO-${index}`));
    await bench.settle();
    const batch = await bench.batch();
    expect(batch).toMatchObject({ state: 'delivered', sequence: 1, date: '2026-11-20' });
    expect(batch?.members.map(({ commandId }) => commandId)).toEqual(ids);
    const file = bench.place.inbox.get('AMD2026112000001.DAT');
    expect(file && recordsOf(file).map(({ id, line }) => [id, line])).toEqual(
      batch?.members.map(({ commandId, line }) => [commandId, line]),
    );
  });

  it('holds one command of a key; the next waits for that one to settle', async () => {
    await bench.start();
    const first = await bench.amend('SO-1', 'first');
    const second = await bench.amend('SO-1', 'second');
    await bench.pass(11_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['delivered', 'accepted']);
    bench.job.takeIn(APPLIED);
    await bench.pass(9_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'delivered']);
    expect((await bench.batchesOf()).map(({ state, sequence }) => [state, sequence])).toEqual([
      ['closed', 1],
      ['delivered', 2],
    ]);
  });

  it('goes on while another layout of the same channel waits for a person', async () => {
    bench.place.inbox.set('AMD2026112000001.DAT', { bytes: Buffer.from('foreign'), modifiedAt: 0 });
    await bench.start();
    const amended = await bench.amend('SO-1');
    const counted = await bench.count(3);
    await bench.pass(10_000);
    expect(await bench.state(amended)).toBe('parked');
    expect(bench.told('batches-standing').at(-1)).toBeDefined();
    bench.job.takeIn(BY_LINE);
    await bench.pass(3_000);
    expect(await bench.state(counted)).toBe('succeeded');
    const later = await bench.amend('SO-2');
    await bench.pass(20_000);
    expect(await bench.state(later)).toBe('accepted');
    expect(bench.told('batches-standing').some(({ queue, blocked }) => queue === AMENDMENTS && blocked)).toBe(true);
  });

  it('leaves out a command that the layout of today cannot hold, and parks that one alone', async () => {
    const long = await bench.amend('SO-1', 'exactly twenty chars');
    const short = await bench.amend('SO-2', 'short');
    const record = [
      item('REF', '$command.id', column()),
      item('ORDER', '$key', column()),
      item('NOTE', 'note', column(10)),
    ];
    bench.catalogue = dropCatalogue({ digest: 'changed', layout: { record } });
    await bench.start();
    await bench.pass(6_000);
    expect(await bench.states(long)).toEqual(['accepted', 'leased', 'parked']);
    expect(await bench.state(short)).toBe('delivered');
  });

  it('of a layout without numbers left is not made: the commands wait, and the alarm is raised once', async () => {
    bench.catalogue = dropCatalogue({ layout: { sequence: { from: 1, to: 1, wrap: 'refuse' } } });
    await bench.start();
    await bench.amend('SO-1');
    await bench.pass(6_000);
    const waiting = await bench.amend('SO-2');
    await bench.pass(30_000);
    expect(await bench.state(waiting)).toBe('accepted');
    expect(bench.told('sequence-used-up')).toEqual([{ kind: 'sequence-used-up', queue: AMENDMENTS, last: 1 }]);
  });

  it('begins its numbers again where the layout says so', async () => {
    bench.catalogue = dropCatalogue({ layout: { sequence: { from: 1, to: 2, wrap: 'restart' } } });
    await bench.start();
    for (const order of ['SO-1', 'SO-2', 'SO-3']) {
      await bench.amend(order);
      await bench.pass(6_000);
      bench.job.takeIn(APPLIED, false);
      await bench.pass(3_000);
    }
    expect((await bench.batchesOf()).map(({ sequence }) => sequence)).toEqual([1, 2, 1]);
  });

  it('leaves out what finds no room in its trailer, which goes into the next one', async () => {
    const trailer = [{ kind: 'count', width: 1 }] as const;
    bench.catalogue = dropCatalogue({ batch: { everyMs: 5_000, records: 12 }, layout: { trailer } });
    await bench.start();
    for (let index = 0; index < 12; index += 1) await bench.amend(`SO-${index}`);
    await bench.pass(7_000);
    expect((await bench.batchesOf()).map(({ members }) => members.length)).toEqual([6, 6]);
  });

  it('of another layout is made meanwhile', async () => {
    await bench.start();
    const ids = [await bench.amend('SO-1'), await bench.count(1)];
    await bench.pass(6_000);
    expect(await Promise.all(ids.map((id) => bench.state(id)))).toEqual(['delivered', 'delivered']);
    expect((await bench.batch(COUNTS))?.fileName).toBe('STK2026112000001.DAT');
  });
});

describe('publishing', () => {
  it('that did nothing is tried again after a pause with the same bytes, and parked when all tries are used up', async () => {
    bench.place.misbehave({ kind: 'unreachable' });
    await bench.start();
    const id = await bench.amend('SO-1');
    await bench.pass(5_200, 200);
    const sealed = await bench.batch();
    expect(sealed).toMatchObject({ state: 'sealed', attempts: 1 });
    await bench.pass(20_000);
    expect(await bench.batch()).toMatchObject({ state: 'parked', attempts: 3, sha256: sealed?.sha256 });
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'unknown', 'parked']);
    expect(bench.told('batch-moved').filter(({ to }) => to === 'parked')).toHaveLength(1);
    expect(inbox()).toEqual([]);
  });

  it('succeeds once the server is back, and leaves no half of a file', async () => {
    bench.place.misbehave({ kind: 'store-fewer', bytes: 10 });
    await bench.start();
    const id = await bench.amend('SO-1');
    await bench.pass(12_000);
    bench.job.takeIn(APPLIED);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect((await bench.batch())?.attempts).toBe(2);
    expect(bench.job.effects.get(id)).toBe(1);
  });

  it('stops for a person when another file has the name, and never overwrites it', async () => {
    bench.place.inbox.set('AMD2026112000001.DAT', { bytes: Buffer.from('foreign'), modifiedAt: 0 });
    await bench.start();
    await bench.amend('SO-1');
    await bench.pass(8_000);
    expect(await bench.batch()).toMatchObject({ state: 'parked', parkedReason: /Another file of this name/ });
    expect(Buffer.from(bench.place.inbox.get('AMD2026112000001.DAT')?.bytes ?? []).toString()).toBe('foreign');
  });
});
