import { describe, expect, it } from '@jest/globals';
import { StoreBusy, StoreUnavailable } from '../../../src/write/ledger.port.js';
import { GroupCommit } from './group-commit.js';
import { operation, type Order, type Reply } from './operation.js';

const ECHO = operation<number, number>('echo');

/** A disk that commits when told to. */
function slowDisk() {
  const batches: (readonly Order[])[] = [];
  const commits = new GroupCommit((orders) => batches.push(orders));
  const write = (value: number): Promise<number> => commits.write(ECHO, value, 'offered');
  const commit = (): void =>
    commits.replied((batches.at(-1) ?? []).map(({ input }): Reply => ({ ok: true, value: input })));
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { batches, commits, write, commit, turn, sizes: () => batches.map(({ length }) => length) };
}

describe('the group commit', () => {
  it('commits together what comes together, and then whatever came during that commit', async () => {
    const disk = slowDisk();
    const first = [disk.write(1), disk.write(2)];
    await disk.turn();
    const second = [disk.write(3), disk.write(4), disk.write(5)];
    await disk.turn();
    expect(disk.sizes()).toEqual([2]);
    disk.commit();
    expect(disk.sizes()).toEqual([2, 3]);
    expect(await Promise.all(first)).toEqual([1, 2]);
    disk.commit();
    expect(await Promise.all(second)).toEqual([3, 4, 5]);
  });

  it('resolves nothing before its commit', async () => {
    const disk = slowDisk();
    let resolved = false;
    const write = disk.write(1).then(() => (resolved = true));
    await disk.turn();
    await disk.turn();
    expect(resolved).toBe(false);
    disk.commit();
    expect(await write).toBe(true);
  });

  it('never puts more than 256 writes in one commit, and keeps their order', async () => {
    const disk = slowDisk();
    const writes = Array.from({ length: 600 }, (_, value) => disk.write(value));
    await disk.turn();
    [1, 2, 3].forEach(() => disk.commit());
    await Promise.all(writes);
    expect(disk.sizes()).toEqual([256, 256, 88]);
    expect(disk.batches.flat().map(({ input }) => input)).toEqual(Array.from({ length: 600 }, (_, value) => value));
  });

  it('refuses offered writes when 10,000 wait, and still takes what accepted work needs', async () => {
    const disk = slowDisk();
    const waiting = Array.from({ length: 10_000 }, (_, value) => disk.write(value));
    await expect(disk.write(0)).rejects.toThrow(StoreBusy);
    const owed = disk.commits.write(ECHO, 7, 'owed');
    await disk.turn();
    for (let round = 0; round < 40; round += 1) disk.commit();
    await Promise.all(waiting);
    expect(await owed).toBe(7);
    expect(await Promise.all([disk.write(1), disk.turn().then(() => disk.commit())])).toEqual([1, undefined]);
  });

  it('gives every write its own answer when some fail', async () => {
    const disk = slowDisk();
    const writes = [disk.write(1), disk.write(2)];
    await disk.turn();
    disk.commits.replied([
      { ok: false, message: 'database or disk is full' },
      { ok: true, value: 2 },
    ]);
    const [full, written] = await Promise.allSettled(writes);
    expect(full).toMatchObject({
      status: 'rejected',
      reason: new StoreUnavailable('The store could not write: database or disk is full.'),
    });
    expect(written).toEqual({ status: 'fulfilled', value: 2 });
  });

  it('rejects everything under way, waiting and to come once it has failed', async () => {
    const disk = slowDisk();
    const underWay = disk.write(1);
    await disk.turn();
    const all = [underWay, disk.write(2)];
    const reason = new StoreUnavailable('the thread ended');
    disk.commits.fail(reason);
    const settled = await Promise.allSettled([...all, disk.write(3)]);
    expect(settled).toEqual(Array.from({ length: 3 }, () => ({ status: 'rejected', reason })));
  });

  it('drains what it has and takes no more', async () => {
    const disk = slowDisk();
    const last = disk.write(1);
    const drained = disk.commits.drain(new StoreUnavailable('closed'));
    await expect(disk.write(2)).rejects.toThrow('closed');
    await disk.turn();
    disk.commit();
    await drained;
    expect(await last).toBe(1);
  });
});
