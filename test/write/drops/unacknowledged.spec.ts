// What becomes of commands whose acknowledgement is late, never comes, or only ever tells of refusals.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { DropBench } from '../../support/write/drops/drop-bench.js';
import { BY_COMMAND, dropCatalogue, OVERDUE_MS } from '../../support/write/drops/drop-catalogue.js';

const ACK = 'AMD2026112000001.ACK';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

describe('an acknowledgement that does not come', () => {
  it('raises the alarm once, and never leads to a second file', async () => {
    const id = await bench.oneTakenIn();
    await bench.pass(OVERDUE_MS * 3, 2_000);
    expect(bench.told('acknowledgement-overdue')).toMatchObject([{ unsettled: 1, fileName: ACK }]);
    expect((await bench.batch())?.overdueSince).toBeDefined();
    expect(await bench.state(id)).toBe('delivered');
    expect(bench.job.taken).toHaveLength(1);
    expect(bench.place.inbox.size).toBe(0);
    bench.die();
    await bench.start();
    await bench.pass(20_000, 2_000);
    expect(bench.told('acknowledgement-overdue')).toHaveLength(1);
  });

  it('still counts when it comes late', async () => {
    const id = await bench.oneTakenIn();
    await bench.pass(OVERDUE_MS + 10_000, 2_000);
    bench.job.answer(ACK, [`${id};R;E02;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('refused');
  });

  it('is made up for by what the ERP shows, where it can be asked', async () => {
    bench.catalogue = dropCatalogue({ verify: true });
    const [first = '', second = ''] = await bench.takenIn(2);
    bench.shown.push([first, 12]);
    await bench.pass(OVERDUE_MS - 5_000, 2_000);
    expect(await bench.state(first)).toBe('delivered');
    await bench.pass(20_000, 2_000);
    expect(await bench.command(first)).toMatchObject({ state: 'succeeded', result: { revision: 12 } });
    expect(await bench.state(second)).toBe('delivered');
  });
});

describe('a layout that tells refusals only', () => {
  const SETTLES_MS = 20_000;
  const errorsOnly = (can = {}) => {
    const acknowledgement = { ...BY_COMMAND, match: 'errors-only', settlesMs: SETTLES_MS, outputs: [] } as const;
    bench.catalogue = dropCatalogue({ acknowledgement, can });
  };

  it('settles what nobody refused once its time has passed since the file was seen taken in', async () => {
    errorsOnly();
    await bench.start();
    const ids = [await bench.amend('SO-0'), await bench.amend('SO-1')];
    await bench.pass(SETTLES_MS + 20_000, 1_000);
    expect(await bench.state(ids[0] ?? '')).toBe('delivered');
    bench.job.takeIn();
    bench.job.answer(ACK, [`${ids[1] ?? ''};R;E02;`]);
    await bench.pass(SETTLES_MS - 3_000, 1_000);
    expect(await Promise.all(ids.map((id) => bench.state(id)))).toEqual(['delivered', 'refused']);
    await bench.pass(6_000, 1_000);
    expect(await bench.state(ids[0] ?? '')).toBe('succeeded');
    expect((await bench.batch())?.state).toBe('closed');
  });

  it('never takes silence for success while it cannot look into the folder', async () => {
    errorsOnly();
    const id = await bench.oneTakenIn();
    await bench.pass(2_000);
    bench.place.misbehave({ kind: 'unreadable', folder: 'acknowledgements' });
    await bench.pass(SETTLES_MS + 20_000, 1_000);
    expect(await bench.state(id)).toBe('delivered');
    bench.place.behave();
    await bench.pass(3_000, 1_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('never takes silence for success while a file of errors lies there unread', async () => {
    errorsOnly();
    const id = await bench.oneTakenIn();
    await bench.pass(SETTLES_MS - 3_000, 1_000);
    for (let bytes = 1; bytes < 10; bytes += 1) {
      bench.job.write(ACK, `${id};R;E02;`.slice(0, bytes));
      await bench.pass(1_000);
    }
    expect(await bench.state(id)).toBe('delivered');
    bench.job.answer(ACK, [`${id};R;E02;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('refused');
  });
});

describe('a layout that is never acknowledged', () => {
  it('is settled by what the ERP shows, and left to a person when it shows nothing in time', async () => {
    bench.catalogue = dropCatalogue({ acknowledgement: { kind: 'none' }, verify: true });
    const [shown = '', hidden = ''] = await bench.takenIn(2);
    bench.shown.push([shown, 3]);
    await bench.pass(20_000, 1_000);
    expect(await bench.command(shown)).toMatchObject({ state: 'succeeded', result: { revision: 3 } });
    expect(await bench.state(hidden)).toBe('delivered');
    await bench.pass(120_000, 4_000);
    expect(await bench.command(hidden)).toMatchObject({ state: 'parked', parkedReason: /No trace/ });
    expect(bench.job.taken).toHaveLength(1);
  });

  it('and that nobody can be asked about is left to a person at once', async () => {
    bench.catalogue = dropCatalogue({ acknowledgement: { kind: 'none' } });
    const id = await bench.oneTakenIn();
    await bench.pass(2_000);
    expect(await bench.command(id)).toMatchObject({ state: 'parked', parkedReason: /Nothing comes back/ });
  });
});
