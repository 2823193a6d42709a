// What people can decide about a batch that is parked, and about its commands meanwhile.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '../../../src/problems/problem.js';
import type { Dispatchers } from '../../../src/write/dispatch/dispatchers.js';
import type { BatchDecision } from '../../../src/write/drops/batch-desk.js';
import { VERIFY } from '../../support/write/times.js';
import { APPLIED } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';

const WHO = { by: 'anna', reason: 'asked the operators of the ERP' };

let bench: DropBench;
let dispatchers: Dispatchers;
let ids: readonly string[];

/** Two amendments in a file of which nobody knows whether it was published. */
beforeEach(async () => {
  bench = new DropBench();
  bench.place.misbehave({ kind: 'lose-rename-reply', performed: false });
  bench.place.misbehave({ kind: 'unreadable', folder: 'archive' });
  dispatchers = await bench.start();
  ids = [await bench.amend('SO-1'), await bench.amend('SO-2')];
  await bench.pass(VERIFY.giveUpMs + 20_000, 2_000);
  bench.place.behave();
});

async function decide(decision: BatchDecision, who = WHO): Promise<Problem | undefined> {
  try {
    await dispatchers.desk.decide((await bench.batch())?.id ?? '', decision, who);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

const states = () => Promise.all(ids.map((id) => bench.state(id)));

describe('a person', () => {
  it('sees the batch, its way and its commands', async () => {
    const shown = await dispatchers.desk.show((await bench.batch())?.id ?? '');
    expect(shown.batch).toMatchObject({ state: 'parked', parkedReason: /Nobody can tell/ });
    expect(shown.history.map(({ state }) => state)).toEqual(['sealed', 'delivering', 'unknown', 'parked']);
    expect(shown.members.map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'parked']));
    expect(shown.bytes).toBeGreaterThan(100);
  });

  it('lets the same bytes go out again', async () => {
    const before = await bench.batch();
    expect(await decide('resend')).toBeUndefined();
    await bench.pass(2_000);
    expect(await bench.batch()).toMatchObject({
      state: 'delivered',
      sha256: before?.sha256,
      fileName: before?.fileName,
    });
    bench.job.takeIn(APPLIED);
    await bench.pass(3_000);
    expect(await states()).toEqual(['succeeded', 'succeeded']);
    expect(ids.map((id) => bench.job.effects.get(id))).toEqual([1, 1]);
  });

  it('lets the gateway look again, which finds the proof it had missed', async () => {
    expect(await decide('look')).toBeUndefined();
    await bench.pass(20_000);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('says that it has arrived; acknowledgements are awaited then', async () => {
    expect(await decide('arrived')).toBeUndefined();
    await bench.pass(2_000);
    expect(await states()).toEqual(['delivered', 'delivered']);
    expect(bench.place.inbox.has('AMD2026112000001.DAT')).toBe(false);
    bench.job.answer(
      'AMD2026112000001.ACK',
      ids.map((id) => APPLIED({ id, line: 0, fields: [] })),
    );
    await bench.pass(3_000);
    expect(await states()).toEqual(['succeeded', 'succeeded']);
  });

  it('must say why', async () => {
    const problem = await decide('resend', { by: 'anna', reason: ' ' });
    expect(problem?.code).toBe('invalid-request');
    expect(problem?.errors.map(({ pointer }) => pointer)).toEqual(['/reason']);
    expect((await bench.batch())?.state).toBe('parked');
  });

  it('leaves a trail, and so does one whose decision comes too late', async () => {
    await decide('arrived');
    const second = await decide('resend');
    expect(second?.code).toBe('conflict');
    expect((await bench.audit.list({ action: 'batch.resolve', limit: 5 })).map(({ entry }) => entry)).toMatchObject([
      {
        actor: { kind: 'administrator', id: 'anna' },
        outcome: 'done',
        reason: WHO.reason,
        detail: { decision: 'arrived' },
      },
    ]);
  });

  it('is told that there is no such batch', async () => {
    await expect(dispatchers.desk.show('01JD5Y6Q7R8S9T0V1W2X3Y4Z5A')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('while its batch is parked', () => {
  it('a command can be settled by a person, but not put back into the queue', async () => {
    const [first = '', second = ''] = ids;
    await bench.desk.decide(first, { kind: 'succeeded', result: {} }, WHO);
    await expect(bench.desk.decide(second, { kind: 'retry' }, WHO)).rejects.toMatchObject({ code: 'conflict' });
    expect(await states()).toEqual(['succeeded', 'parked']);
  });

  it('a file of which one command was settled by a person does not go out again', async () => {
    await bench.desk.decide(ids[0] ?? '', { kind: 'succeeded', result: {} }, WHO);
    const problem = await decide('resend');
    expect(problem?.code).toBe('conflict');
    expect(problem?.detail).toContain(ids[0]);
    await bench.pass(5_000);
    expect(bench.place.inbox.has('AMD2026112000001.DAT')).toBe(false);
  });

  it('the batch is closed once all of its commands are settled, and the layout goes on', async () => {
    const later = await bench.amend('SO-9');
    for (const id of ids) await bench.desk.decide(id, { kind: 'cancel' }, WHO);
    await bench.pass(8_000);
    expect((await bench.batchesOf()).map(({ state }) => state)).toEqual(['closed', 'delivered']);
    expect(await bench.state(later)).toBe('delivered');
  });

  it('an acknowledgement is believed all the same', async () => {
    bench.job.answer(
      'AMD2026112000001.ACK',
      ids.map((id) => APPLIED({ id, line: 0, fields: [] })),
    );
    await bench.pass(3_000);
    expect(await states()).toEqual(['succeeded', 'succeeded']);
    expect((await bench.batch())?.state).toBe('closed');
  });

  it('an acknowledgement of one command proves that the file arrived, and the layout goes on', async () => {
    const later = await bench.amend('SO-9');
    bench.job.answer('AMD2026112000001.ACK', [`${ids[0] ?? ''};R;E02;`]);
    await bench.pass(10_000);
    expect(await states()).toEqual(['refused', 'delivered']);
    expect((await bench.batchesOf()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(await bench.state(later)).toBe('delivered');
  });

  it('the batch stays parked over a restart, and raises no second alarm for it', async () => {
    const alarms = () => bench.told('batch-moved').filter(({ to }) => to === 'parked').length;
    const before = alarms();
    dispatchers = await bench.start();
    await bench.pass(20_000, 2_000);
    expect((await bench.batch())?.state).toBe('parked');
    expect(alarms()).toBe(before);
  });
});
