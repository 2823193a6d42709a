// A file that may or may not have been published: found and counted, proven absent and sent again, or left to a person.
// Never a second file on a guess.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Breaker } from '../../../src/protection/breaker/breaker.js';
import { VERIFY } from '../../support/write/times.js';
import { APPLIED } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';
import { dropCatalogue, INBOX } from '../../support/write/drops/drop-catalogue.js';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

const looks = () => bench.told('batch-looked-for').map(({ verdict }) => verdict);

/** One amendment whose rename is answered by nobody. */
async function losingTheReply(performed: boolean): Promise<string> {
  bench.place.misbehave({ kind: 'lose-rename-reply', performed });
  const id = await bench.amend('SO-1');
  await bench.start();
  return id;
}

describe('after the reply to the rename was lost', () => {
  it('a file that lies in the inbox counts as published, and gets the done marker it lacks', async () => {
    const id = await losingTheReply(true);
    await bench.pass(6_000);
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'delivered']);
    expect(bench.place.inbox.has('AMD2026112000001.DAT.OK')).toBe(true);
    bench.job.takeIn(APPLIED);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.job.effects.get(id)).toBe(1);
  });

  it('a file that the batch job has archived meanwhile counts as published', async () => {
    const id = await losingTheReply(true);
    bench.job.waits = false;
    bench.onLook = () => bench.job.takeIn();
    await bench.pass(9_000);
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'delivered']);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(bench.job.effects.get(id)).toBe(1);
  });

  it('a file that was acknowledged counts as published, wherever it went', async () => {
    const id = await losingTheReply(false);
    bench.place.misbehave({ kind: 'unreadable', folder: 'archive' });
    await bench.pass(6_000);
    bench.job.answer('AMD2026112000001.ACK', [APPLIED({ id, line: 2, fields: [] })]);
    await bench.pass(4_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect((await bench.batch())?.state).toBe('closed');
    expect(bench.place.inbox.has('AMD2026112000001.DAT')).toBe(false);
  });

  it('a file that is nowhere is sent again, the same bytes, only after two looks and once the session is over', async () => {
    const id = await losingTheReply(false);
    await bench.pass(6_000);
    const unknown = await bench.batch();
    expect(unknown).toMatchObject({ state: 'unknown', attempts: 1 });
    await bench.pass(4_000);
    expect((await bench.batch())?.state).toBe('unknown');
    await bench.pass(6_000);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 2, sha256: unknown?.sha256 });
    expect(looks().filter((verdict) => verdict === 'not-published').length).toBeGreaterThanOrEqual(2);
    bench.job.takeIn(APPLIED);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.job.effects.get(id)).toBe(1);
  });

  it.each(['archive', 'inbox', 'acknowledgements'] as const)(
    'with the folder %s out of sight a person is asked, and no second file ever goes out',
    async (folder) => {
      const id = await losingTheReply(false);
      bench.place.misbehave({ kind: 'unreadable', folder });
      await bench.pass(VERIFY.giveUpMs + 20_000, 1_000);
      expect(await bench.batch()).toMatchObject({ state: 'parked', attempts: 1, parkedReason: /cannot be looked at/ });
      expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'unknown', 'parked']);
      expect(bench.place.inbox.has('AMD2026112000001.DAT')).toBe(false);
    },
  );

  it('an archive that the job does not keep proves nothing: a person is asked', async () => {
    bench.catalogue = dropCatalogue({ can: { archive: false } });
    await losingTheReply(false);
    await bench.pass(VERIFY.giveUpMs + 20_000, 1_000);
    expect(await bench.batch()).toMatchObject({ state: 'parked', attempts: 1 });
  });

  it('a file that comes to sight between the two looks is not sent again', async () => {
    await losingTheReply(false);
    await bench.pass(11_200, 200);
    expect(looks()).toContain('not-published');
    expect((await bench.batch())?.state).toBe('unknown');
    const { batch, bytes } = (await bench.batches.find((await bench.batch())?.id ?? '')) ?? {};
    bench.place.archive.set(batch?.fileName ?? '', { bytes: bytes ?? new Uint8Array(), modifiedAt: 0 });
    await bench.pass(10_000);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('a hold of its channel is no answer: it stays open for as long as that lasts', async () => {
    const breaker = new Breaker({
      ...{
        name: INBOX,
        limits: { failures: 0.5, of: 2, openMs: 5_000, slowMs: 24_000, windowMs: 120_000 },
        clock: bench.clock,
      },
      observe: () => undefined,
      keep: () => Promise.resolve(),
    });
    bench.guards = new Map([[INBOX, { breaker }]]);
    await losingTheReply(false);
    await bench.pass(6_000);
    await breaker.hold({ by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' });
    await bench.pass(10 * VERIFY.giveUpMs, 10_000);
    expect(await bench.batch()).toMatchObject({ state: 'unknown', attempts: 1 });
    await breaker.release();
    await bench.pass(VERIFY.giveUpMs / 2);
    expect(await bench.batch()).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('over and over the tries are bounded, and then a person is asked', async () => {
    for (let tries = 0; tries < 9; tries += 1) bench.place.misbehave({ kind: 'lose-rename-reply', performed: false });
    await bench.amend('SO-1');
    await bench.start();
    await bench.pass(60_000, 500);
    expect(await bench.batch()).toMatchObject({ state: 'parked', attempts: 3, parkedReason: /used up/ });
  });
});

describe('while nobody knows where its file is', () => {
  it('a command never goes back to the queue, and later ones of the layout wait', async () => {
    const id = await losingTheReply(false);
    bench.place.misbehave({ kind: 'unreadable', folder: 'archive' });
    await bench.pass(6_000);
    const later = await bench.amend('SO-2');
    await bench.pass(VERIFY.giveUpMs + 20_000, 1_000);
    expect(await bench.state(later)).toBe('accepted');
    expect(await bench.states(id)).not.toContain('backoff');
    expect((await bench.states(id)).filter((state) => state === 'accepted')).toHaveLength(1);
    expect(await bench.batchesOf()).toHaveLength(1);
  });
});
