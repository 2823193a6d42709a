// Cases of the contract of batches about sealing: all of it or nothing, in sequence, one open batch of a queue.
import { expect, it } from '@jest/globals';
import { batchIdOf, leased, newBatchOf, QUEUE, sealed, walkBatch } from './batch-sample.js';
import { at, claimAt, idOf, moveOf, newWrite, walk, wayOf } from './ledger-sample.js';
import type { Within } from './store-fixture.js';

export function sealCases(within: Within): void {
  it('keeps a batch with its members, bytes and first entry, exactly as it came', () =>
    within(async ({ ledger, batches }) => {
      const whole = newBatchOf(await leased(ledger, [1, 2]), 7, { doneName: 'AMD.done' });
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const expected = { ...whole.batch, state: 'sealed', fence: 0, attempts: 0, changedAt: at(1) };
      expect(await batches.seal({ ...whole, bytes }, undefined)).toEqual({ kind: 'sealed', batch: expected });
      const found = await batches.find(batchIdOf(7));
      expect(found?.batch).toEqual(expected);
      expect(found?.history).toEqual([{ at: at(1), state: 'sealed', by: 'gateway' }]);
      expect(Array.from(found?.bytes ?? [])).toEqual(Array.from(bytes));
    }));

  it('moves each member to delivering once, with one entry that names the batch', () =>
    within(async (store) => {
      const { id, fileName } = await sealed(store, [1, 2]);
      for (const number of [1, 2]) {
        const found = await store.ledger.find(idOf(number));
        expect(found?.command).toMatchObject({ state: 'delivering', attempts: 1, fence: 1, changedAt: at(1) });
        expect(found?.history.map(({ state }) => state)).toEqual(['accepted', 'leased', 'delivering']);
        const reason = `sealed in batch ${id} (${fileName})`;
        const told = { at: at(1), state: 'delivering', by: 'gateway', reason, evidence: { batch: id } };
        expect(found?.history.at(-1)).toEqual(told);
      }
    }));

  it('never gives a member to a claim again, however late', () =>
    within(async (store) => {
      const batch = await sealed(store, [1, 2]);
      expect(await claimAt(store.ledger, 1e6, { channel: QUEUE })).toEqual([]);
      await walkBatch(store.batches, batch, ['delivering', 'unknown', 'parked']);
      await walkBatch(store.batches, (await store.batches.list({ limit: 1 }))[0] ?? batch, ['unknown']);
      expect((await store.ledger.find(idOf(1)))?.command.state).toBe('unknown');
      expect(await claimAt(store.ledger, 1e6, { channel: QUEUE })).toEqual([]);
    }));

  it('names exactly the members that do not stand, and stores nothing', () =>
    within(async ({ ledger, batches }) => {
      const commands = await leased(ledger, [1, 2, 3, 4]);
      const [, second, third, fourth] = commands;
      if (second === undefined || third === undefined || fourth === undefined) throw new Error('nothing was claimed');
      await ledger.move(moveOf(second, 'parked'));
      await ledger.move(moveOf(third, 'accepted'));
      await claimAt(ledger, 5, { channel: QUEUE });
      const stranger = { ...fourth, id: idOf(99) };
      const whole = newBatchOf([...commands, stranger], 1);
      const lost = [second.id, third.id, stranger.id];
      expect(await batches.seal(whole, undefined)).toEqual({ kind: 'overtaken', commandIds: lost });
      expect(await batches.list({ limit: 9 })).toEqual([]);
      expect(await batches.lastSequence(QUEUE)).toBeUndefined();
      expect(await wayOf(ledger, idOf(1))).toEqual(['accepted', 'leased']);
    }));

  it('takes no command of another queue', () =>
    within(async ({ ledger, batches }) => {
      const whole = newBatchOf(await leased(ledger, [1], 'inbox/other'), 1);
      expect(await batches.seal(whole, undefined)).toEqual({ kind: 'overtaken', commandIds: [idOf(1)] });
    }));

  it('takes the number after the last, or one that starts the count again, and no other', () =>
    within(async (store) => {
      const { batches, ledger } = store;
      await walkBatch(batches, await sealed(store, [1]), ['delivering', 'delivered']);
      await walkBatch(batches, await sealed(store, [2]), ['delivering', 'delivered']);
      expect(await batches.lastSequence(QUEUE)).toBe(2);
      const commands = await leased(ledger, [3]);
      const outOfSequence = { kind: 'out-of-sequence', last: 2 };
      expect(await batches.seal(newBatchOf(commands, 4), 2)).toEqual(outOfSequence);
      expect(await batches.seal(newBatchOf(commands, 2, { id: batchIdOf(8) }), 2)).toEqual(outOfSequence);
      expect(await batches.seal(newBatchOf(commands, 3), 1)).toEqual(outOfSequence);
      expect(await batches.seal(newBatchOf(commands, 3), undefined)).toEqual(outOfSequence);
      expect(await batches.seal(newBatchOf(commands, 1, { id: batchIdOf(9) }), 2)).toMatchObject({ kind: 'sealed' });
      expect(await batches.lastSequence(QUEUE)).toBe(1);
    }));

  it('counts each queue for itself', () =>
    within(async (store) => {
      await sealed(store, [1]);
      expect(await store.batches.lastSequence('inbox/other')).toBeUndefined();
      expect(await sealed(store, [2], 'inbox/other')).toMatchObject({ sequence: 1, state: 'sealed' });
    }));

  it.each([[[]], [['delivering']], [['delivering', 'unknown']], [['delivering', 'parked']]] as const)(
    'seals nothing beside a batch that has gone through %j',
    (states) =>
      within(async (store) => {
        const { batches, ledger } = store;
        const open = await sealed(store, [1]);
        await walkBatch(batches, open, states);
        const next = newBatchOf(await leased(ledger, [2]), 2);
        expect(await batches.seal(next, 1)).toEqual({ kind: 'blocked', batchId: open.id });
        expect((await ledger.find(idOf(2)))?.command.state).toBe('leased');
      }),
  );

  it('seals the next one as soon as the one before is delivered', () =>
    within(async (store) => {
      await walkBatch(store.batches, await sealed(store, [1]), ['delivering', 'delivered']);
      expect(await sealed(store, [2])).toMatchObject({ sequence: 2 });
    }));

  it('lets one of two who seal at once win', () =>
    within(async ({ ledger, batches }) => {
      const commands = await leased(ledger, [1, 2]);
      const answers = await Promise.all([
        batches.seal(newBatchOf(commands, 1), undefined),
        batches.seal(newBatchOf(commands, 1, { id: batchIdOf(2) }), undefined),
      ]);
      expect(answers.map(({ kind }) => kind)).toEqual(['sealed', 'out-of-sequence']);
    }));

  it('refuses a batch that contradicts itself, naming all faults', () =>
    within(async ({ ledger, batches }) => {
      const [command] = await leased(ledger, [1]);
      if (command === undefined) throw new Error('nothing was claimed');
      const twice = newBatchOf([command, command], -1, { sealedAt: 'today' });
      const seal = batches.seal({ ...twice, fences: [1] }, undefined);
      await expect(seal).rejects.toThrow(
        /twice; 1 fences came for 2 members; its sequence -1 .*; "today" is not an RFC 3339 time/,
      );
      await expect(batches.seal(newBatchOf([], 1), undefined)).rejects.toThrow('it has no members');
    }));

  it('does not keep a member from being passed where its facade says so', () =>
    within(async (store) => {
      const { ledger, batches } = store;
      const same = { orderKey: 'orders/SO-1', whenParked: 'pass' as const };
      await ledger.append(newWrite(1, { ...same, channel: QUEUE }));
      await ledger.append(newWrite(2, same));
      const commands = await claimAt(ledger, 0, { channel: QUEUE });
      await batches.seal(newBatchOf(commands, 1), undefined);
      expect(await claimAt(ledger, 1)).toEqual([]);
      const [batch] = await batches.list({ limit: 1 });
      if (batch === undefined) throw new Error('nothing was sealed');
      const parked = await walkBatch(batches, batch, ['delivering', 'parked']);
      const [passing] = await claimAt(ledger, 2);
      expect(passing?.id).toBe(idOf(2));
      await walkBatch(batches, parked, ['unknown', 'delivered']);
      if (passing !== undefined) await walk(ledger, passing, ['delivering', 'succeeded']);
      expect((await ledger.find(idOf(1)))?.command.state).toBe('delivered');
    }));
}
