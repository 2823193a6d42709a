// Cases of the contract of batches about moves: conditions, and the members that go along in the same commit.
import { expect, it } from '@jest/globals';
import { UnlawfulMove } from '../../src/write/command-moves.js';
import { batchMoveOf, decided, insistBatch, sealed, walkBatch } from './batch-sample.js';
import { at, idOf, moveOf, wayOf } from './ledger-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

/** Settles one command from wherever it stands. */
async function settle({ ledger }: OpenStore, number: number, to: 'succeeded' | 'refused' = 'succeeded'): Promise<void> {
  const found = await ledger.find(idOf(number));
  if (found === undefined) throw new Error(`there is no command ${number}`);
  const entry = { at: at(4), state: to, by: 'gateway' };
  expect(await ledger.move(moveOf(found.command, to, { entry }))).toMatchObject({ kind: 'moved' });
}

async function statesOf({ ledger }: OpenStore, numbers: readonly number[]): Promise<readonly unknown[]> {
  const found = await Promise.all(numbers.map((number) => ledger.find(idOf(number))));
  return found.map((each) => each?.command.state);
}

export function batchMoveCases(within: Within): void {
  it('moves a batch, counts its tries and tells its way, oldest first', () =>
    within(async (store) => {
      const { batches } = store;
      const batch = await sealed(store, [1]);
      const trying = await walkBatch(batches, batch, ['delivering']);
      expect(trying).toMatchObject({ state: 'delivering', fence: 1, attempts: 1, leaseUntil: at(60) });
      const again = insistBatch(await batches.move(batchMoveOf(trying, 'sealed', { notBefore: at(9) })));
      expect(again).toMatchObject({ state: 'sealed', fence: 1, attempts: 1, notBefore: at(9) });
      expect(again).not.toHaveProperty('leaseUntil');
      const evidence = { checked: 'hash', size: 12 };
      const entry = { at: at(5), state: 'delivered' as const, by: 'gateway', reason: 'seen', evidence };
      const second = await walkBatch(batches, again, ['delivering']);
      const done = insistBatch(await batches.move(batchMoveOf(second, 'delivered', { entry })));
      expect(done).toMatchObject({ attempts: 2, fence: 2, deliveredAt: at(5), changedAt: at(5) });
      const found = await batches.find(batch.id);
      expect(found?.batch).toEqual(done);
      expect(found?.history.map(({ state }) => state)).toEqual([
        ...['sealed', 'delivering', 'sealed', 'delivering', 'delivered'],
      ]);
      expect(found?.history.at(-1)).toEqual(entry);
    }));

  it('does not touch the members when the same bytes are sent again', () =>
    within(async (store) => {
      await walkBatch(store.batches, await sealed(store, [1]), ['delivering', 'sealed', 'delivering', 'unknown']);
      expect((await store.ledger.find(idOf(1)))?.command).toMatchObject({ state: 'delivering', attempts: 1 });
      expect(await wayOf(store.ledger, idOf(1))).toEqual(['accepted', 'leased', 'delivering']);
    }));

  it('takes the members along to delivered, each with an entry that names the batch', () =>
    within(async (store) => {
      const trying = await walkBatch(store.batches, await sealed(store, [1, 2, 3]), ['delivering']);
      await settle(store, 2, 'refused');
      const moved = await store.batches.move(batchMoveOf(trying, 'delivered'));
      expect(moved).toMatchObject({ kind: 'moved', moved: [idOf(1), idOf(3)] });
      expect(await statesOf(store, [1, 2, 3])).toEqual(['delivered', 'refused', 'delivered']);
      expect((await store.ledger.find(idOf(1)))?.history.at(-1)).toEqual({
        ...{ at: at(2), state: 'delivered', by: 'gateway', reason: `its batch ${trying.id} is delivered` },
        evidence: { batch: trying.id },
      });
    }));

  it('parks the members with the reason, and follows the person who has it sent again', () =>
    within(async (store) => {
      const { batches, ledger } = store;
      const parked = await walkBatch(batches, await sealed(store, [1]), ['delivering', 'unknown', 'parked']);
      const member = await ledger.find(idOf(1));
      expect(member?.command).toMatchObject({ state: 'parked', parkedReason: 'nobody knows where the file is' });
      const again = insistBatch(await batches.move(batchMoveOf(parked, 'sealed', decided('sealed'))));
      expect(again).toMatchObject({ state: 'sealed', fence: parked.fence + 1, attempts: 1 });
      expect(again).not.toHaveProperty('parkedReason');
      await walkBatch(batches, again, ['delivering', 'delivered']);
      expect(await wayOf(ledger, idOf(1))).toEqual([
        ...['accepted', 'leased', 'delivering', 'unknown', 'parked', 'unknown', 'delivered'],
      ]);
      const entry = (await ledger.find(idOf(1)))?.history[5];
      expect(entry).toMatchObject({ by: 'operator', reason: `its batch ${parked.id} is sealed: asked the ERP desk` });
      expect((await ledger.find(idOf(1)))?.command).toMatchObject({ attempts: 1 });
    }));

  it('takes a parked batch as arrived when a person says so', () =>
    within(async (store) => {
      const parked = await walkBatch(store.batches, await sealed(store, [1]), ['parked']);
      const arrived = await store.batches.move(batchMoveOf(parked, 'delivered', decided('delivered')));
      expect(arrived).toMatchObject({ kind: 'moved', moved: [idOf(1)], batch: { deliveredAt: at(3) } });
      expect(await wayOf(store.ledger, idOf(1))).toEqual([
        ...['accepted', 'leased', 'delivering', 'unknown', 'parked', 'unknown', 'delivered'],
      ]);
    }));

  it('stores nothing of a move that comes too late, by state or by fence', () =>
    within(async (store) => {
      const { batches } = store;
      const first = await walkBatch(batches, await sealed(store, [1]), ['delivering']);
      const second = await walkBatch(batches, first, ['sealed', 'delivering']);
      expect(await batches.move(batchMoveOf(first, 'delivered'))).toEqual({ kind: 'overtaken' });
      const done = await walkBatch(batches, second, ['delivered']);
      expect(await batches.move(batchMoveOf(second, 'unknown'))).toEqual({ kind: 'overtaken' });
      const found = await batches.find(first.id);
      expect(found?.batch).toEqual(done);
      expect(found?.history).toHaveLength(5);
    }));

  it('is overtaken by a person who decided meanwhile', () =>
    within(async (store) => {
      const { batches } = store;
      const parked = await walkBatch(batches, await sealed(store, [1]), ['parked']);
      insistBatch(await batches.move(batchMoveOf(parked, 'unknown', decided('unknown'))));
      const again = await batches.move(batchMoveOf(parked, 'delivered', decided('delivered')));
      expect(again).toEqual({ kind: 'overtaken' });
    }));

  it('sends nothing again once a member was settled', () =>
    within(async (store) => {
      const { batches } = store;
      const parked = await walkBatch(batches, await sealed(store, [1, 2]), ['delivering', 'unknown', 'parked']);
      await settle(store, 2, 'refused');
      const again = await batches.move(batchMoveOf(parked, 'sealed', decided('sealed')));
      expect(again).toEqual({ kind: 'hindered', commandIds: [idOf(2)] });
      expect((await batches.find(parked.id))?.batch).toEqual(parked);
      expect(await statesOf(store, [1, 2])).toEqual(['parked', 'refused']);
    }));

  it('closes when every member is settled, and not before', () =>
    within(async (store) => {
      const { batches } = store;
      const delivered = await walkBatch(batches, await sealed(store, [1, 2]), ['delivering', 'delivered']);
      await settle(store, 1);
      const early = await batches.move(batchMoveOf(delivered, 'closed'));
      expect(early).toEqual({ kind: 'hindered', commandIds: [idOf(2)] });
      await settle(store, 2, 'refused');
      const closed = insistBatch(await batches.move(batchMoveOf(delivered, 'closed')));
      expect(closed).toMatchObject({ state: 'closed', deliveredAt: at(2) });
      expect((await batches.find(closed.id))?.bytes).toBeDefined();
    }));

  it('lets a person settle the members of a parked batch, and never puts one back into the queue', () =>
    within(async (store) => {
      const { ledger } = store;
      const parked = await walkBatch(store.batches, await sealed(store, [1, 2]), ['delivering', 'parked']);
      const member = (await ledger.find(idOf(1)))?.command;
      if (member === undefined) throw new Error('there is no member');
      const entry = { at: at(5), state: 'accepted' as const, by: 'operator', reason: 'again' };
      const retry = ledger.move(moveOf(member, 'accepted', { entry }));
      await expect(retry).rejects.toThrow(
        new UnlawfulMove(
          `The command ${idOf(1)} cannot go from parked to accepted: it is in batch ${parked.id}, and what is sent ` +
            'again is the batch.',
        ),
      );
      const cancelled = { ...entry, state: 'cancelled' as const };
      expect(await ledger.move(moveOf(member, 'cancelled', { entry: cancelled }))).toMatchObject({ kind: 'moved' });
      await settle(store, 2);
      await walkBatch(store.batches, parked, ['closed']);
    }));

  it('never sends a member on its own after its delivery is found not to have happened', () =>
    within(async (store) => {
      await sealed(store, [1]);
      const member = (await store.ledger.find(idOf(1)))?.command;
      if (member === undefined) throw new Error('there is no member');
      await expect(store.ledger.move(moveOf(member, 'backoff'))).rejects.toThrow(UnlawfulMove);
      expect(await statesOf(store, [1])).toEqual(['delivering']);
    }));

  it('notes once that an acknowledgement is overdue', () =>
    within(async (store) => {
      const { batches } = store;
      const batch = await sealed(store, [1]);
      expect(await batches.markOverdue(batch.id, at(8))).toBe(false);
      await walkBatch(batches, batch, ['delivering', 'delivered']);
      expect(await batches.markOverdue(batch.id, at(9))).toBe(true);
      expect(await batches.markOverdue(batch.id, at(10))).toBe(false);
      const found = await batches.find(batch.id);
      expect(found?.batch).toMatchObject({ state: 'delivered', overdueSince: at(9), changedAt: at(2) });
      expect(found?.history.at(-1)).toMatchObject({ at: at(9), state: 'delivered', by: 'gateway' });
      await settle(store, 1);
      const [delivered] = await batches.list({ limit: 1 });
      if (delivered === undefined) throw new Error('there is no batch');
      expect(insistBatch(await batches.move(batchMoveOf(delivered, 'closed')))).toMatchObject({ overdueSince: at(9) });
    }));

  it('refuses moves the table does not have, asking for everything at once', () =>
    within(async (store) => {
      const batch = await sealed(store, [1]);
      const { id, fence } = batch;
      const entry = { at: at(2), state: 'sealed' as const, by: 'operator' };
      const wrong = store.batches.move({ id, from: 'sealed', fence, to: 'delivered', entry });
      await expect(wrong).rejects.toThrow(
        'from sealed to delivered: allowed are delivering, parked; its entry says sealed; operator gives no reason.',
      );
      const bare = store.batches.move({
        id,
        from: 'delivering',
        fence,
        to: 'parked',
        entry: { ...entry, by: 'gateway' },
      });
      await expect(bare).rejects.toThrow('its entry says sealed; parking says why a person is needed');
      const tryless = { at: at(2), state: 'delivering' as const, by: 'gateway' };
      const endless = store.batches.move({ id, from: 'sealed', fence, to: 'delivering', entry: tryless });
      await expect(endless).rejects.toThrow('a try says when it counts as over');
      expect((await store.batches.find(id))?.history).toHaveLength(1);
    }));

  it('refuses to move what does not exist', () =>
    within(async (store) => {
      const batch = await sealed(store, [1]);
      const other = { ...batch, id: '01JB-nobody' };
      await expect(store.batches.move(batchMoveOf(other, 'delivering'))).rejects.toThrow('no batch 01JB-nobody');
      expect(await store.batches.find(other.id)).toBeUndefined();
    }));
}
