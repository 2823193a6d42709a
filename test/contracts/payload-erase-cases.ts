// Cases of the contract of payloads about erasing on demand.
import { expect, it } from '@jest/globals';
import { toldOf } from './audit-sample.js';
import { batchMoveOf, decided, insistBatch, QUEUE, sealed, walkBatch } from './batch-sample.js';
import { at, claimAt, idOf, moveOf, newWrite } from './ledger-sample.js';
import { erasureOf, planted, refusedWithTexts } from './payload-sample.js';
import { type OpenStore, type Within } from './store-fixture.js';

async function everything({ ledger, reviews }: OpenStore, number: number): Promise<string> {
  const about = (await reviews.list({ open: false, limit: 99 })).filter(({ commandId }) => commandId === idOf(number));
  return JSON.stringify([await ledger.find(idOf(number)), about]);
}

async function cancelled({ ledger }: OpenStore, number: number, input: object = {}): Promise<void> {
  await ledger.append(newWrite(number, { input: { ...input } }));
  const command = (await ledger.find(idOf(number)))?.command;
  if (command !== undefined) await ledger.move(moveOf(command, 'cancelled'));
}

async function erasedOf({ ledger }: OpenStore, numbers: readonly number[]): Promise<readonly number[]> {
  const found = await Promise.all(numbers.map((number) => ledger.find(idOf(number))));
  return numbers.filter((_, index) => found[index]?.command.erasedAt !== undefined);
}

export function eraseCases(within: Within): void {
  it('takes every text that may repeat what was sent, and leaves what the command was and came to', () =>
    within(async (store) => {
      const before = await refusedWithTexts(store, 1);
      const { history } = (await store.ledger.find(idOf(1))) ?? { history: [] };
      expect((await everything(store, 1)).split(planted(1))).toHaveLength(8);
      expect(await store.payloads.erase(erasureOf({ ids: [idOf(1)] }))).toEqual({ erased: 1, unsettled: 0 });
      const found = await store.ledger.find(idOf(1));
      expect(found?.command).toEqual({
        ...before,
        input: { erased: true },
        erasedAt: at(100),
        refusal: { reason: 'unknown-customer', text: 'erased' },
      });
      const kept = history.map((entry) => {
        const { at: when, state, by } = entry;
        const own = entry.evidence === undefined && by === 'gateway';
        return own ? entry : { at: when, state, by };
      });
      expect(found?.history).toEqual(kept);
      expect(await everything(store, 1)).not.toContain(planted(1));
    }));

  it('keeps the results the ERP gave', () =>
    within(async (store) => {
      await store.ledger.append(newWrite(1));
      const [leased] = await claimAt(store.ledger, 0);
      if (leased === undefined) throw new Error('nothing was claimed');
      await store.ledger.move(moveOf(leased, 'delivering'));
      const delivering = { ...leased, state: 'delivering' as const };
      await store.ledger.move(moveOf(delivering, 'succeeded', { result: { orderNo: 'SO-1' } }));
      await store.payloads.erase(erasureOf({ ids: [idOf(1)] }));
      const found = await store.ledger.find(idOf(1));
      expect(found?.command).toMatchObject({ result: { orderNo: 'SO-1' }, input: { erased: true } });
    }));

  it('still answers a repeated request with the same command, and misuse as misuse', () =>
    within(async (store) => {
      const write = newWrite(1);
      await cancelled(store, 1);
      await store.payloads.erase(erasureOf({ ids: [idOf(1)] }));
      const again = await store.ledger.append(write);
      expect(again).toMatchObject({
        kind: 'replayed',
        command: { id: idOf(1), state: 'cancelled', erasedAt: at(100) },
      });
      expect(await store.marks.recall(write.mark)).toEqual(again);
      expect(await store.marks.recall({ ...write.mark, fingerprint: 'other' })).toEqual({ kind: 'mismatch' });
    }));

  it('leaves whole what is not settled, and says how many', () =>
    within(async (store) => {
      await refusedWithTexts(store, 1);
      await store.ledger.append(newWrite(2));
      const erased = await store.payloads.erase(erasureOf({ ids: [idOf(1), idOf(2), idOf(2), idOf(9)] }));
      expect(erased).toEqual({ erased: 1, unsettled: 1 });
      expect((await store.ledger.find(idOf(2)))?.command.input).toEqual(newWrite(2).command.input);
    }));

  it('counts nothing twice when it is asked again, and leaves the first date', () =>
    within(async (store) => {
      await cancelled(store, 1);
      await store.payloads.erase(erasureOf({ ids: [idOf(1)] }));
      const again = { ...erasureOf({ ids: [idOf(1)] }), at: at(200) };
      expect(await store.payloads.erase(again)).toEqual({ erased: 0, unsettled: 0 });
      expect((await store.ledger.find(idOf(1)))?.command.erasedAt).toBe(at(100));
    }));

  it('finds commands by their order key', () =>
    within(async (store) => {
      for (const number of [1, 2]) await refusedWithTexts(store, number, { orderKey: 'customers/C-1' });
      await refusedWithTexts(store, 3);
      const erased = await store.payloads.erase(erasureOf({ orderKey: 'customers/C-1' }));
      expect(erased).toEqual({ erased: 2, unsettled: 0 });
      expect(await erasedOf(store, [1, 2, 3])).toEqual([1, 2]);
    }));

  it.each([
    ['of the input itself', { email: 'a@b.example' }, { field: 'email', value: 'a@b.example' }, true],
    [
      'of a nested list',
      { lines: [{ x: 1 }, { to: 'Ö "q" \\ \u0000' }] },
      { field: 'to', value: 'Ö "q" \\ \u0000' },
      true,
    ],
    ['that is a number', { customer: 42 }, { field: 'customer', value: 42 }, true],
    ['that is true', { vip: true }, { field: 'vip', value: true }, true],
    ['of another type', { customer: 42 }, { field: 'customer', value: '42' }, false],
    ['that only contains it', { email: 'xa@b.example' }, { field: 'email', value: 'a@b.example' }, false],
    ['of another name', { mail: 'a@b.example' }, { field: 'email', value: 'a@b.example' }, false],
    ['whose name every object has', { a: 1 }, { field: '__proto__', value: 'a' }, false],
  ])('finds commands by a value %s', (_, input, which, found) =>
    within(async (store) => {
      await cancelled(store, 1, input);
      await cancelled(store, 2, { other: 1 });
      await store.payloads.erase(erasureOf(which));
      expect(await erasedOf(store, [1, 2])).toEqual(found ? [1] : []);
    }),
  );

  it('leaves a trail with the counts, also when there was nothing to erase', () =>
    within(async (store) => {
      await cancelled(store, 1);
      await store.ledger.append(newWrite(2));
      await store.payloads.erase(erasureOf({ ids: [idOf(1), idOf(2)] }));
      await store.payloads.erase(erasureOf({ orderKey: 'customers/nobody' }));
      const { audit } = erasureOf({ ids: [] });
      expect(await toldOf(store.audit, 'subject/1')).toEqual([
        { ...audit, detail: { erased: 1, unsettled: 1 } },
        { ...audit, detail: { erased: 0, unsettled: 0 } },
      ]);
    }));

  it('erases more than fit into one commit', () =>
    within(async (store) => {
      await Promise.all(Array.from({ length: 250 }, (_, number) => cancelled(store, number, { owner: 'x' })));
      expect(await store.payloads.erase(erasureOf({ field: 'owner', value: 'x' }))).toMatchObject({ erased: 250 });
      expect(await toldOf(store.audit, 'subject/1')).toHaveLength(3);
    }));

  it('takes the bytes of a closed batch at once, and of an open one when it is closed', () =>
    within(async (store) => {
      const { ledger, batches } = store;
      const parked = await walkBatch(batches, await sealed(store, [1, 2]), ['parked']);
      for (const number of [1, 2]) {
        const member = (await ledger.find(idOf(number)))?.command;
        if (member !== undefined) await ledger.move(moveOf(member, 'cancelled'));
        if (number === 1) await store.payloads.erase(erasureOf({ ids: [idOf(1)] }));
      }
      expect((await batches.find(parked.id))?.bytes).toBeDefined();
      insistBatch(await batches.move(batchMoveOf(parked, 'closed', decided('closed'))));
      expect((await batches.find(parked.id))?.bytes).toBeUndefined();
      const second = await walkBatch(batches, await sealed(store, [3]), ['parked']);
      const member = (await ledger.find(idOf(3)))?.command;
      if (member !== undefined) await ledger.move(moveOf(member, 'cancelled'));
      insistBatch(await batches.move(batchMoveOf(second, 'closed', decided('closed'))));
      expect((await batches.find(second.id))?.bytes).toBeDefined();
      await store.payloads.erase(erasureOf({ ids: [idOf(3)] }));
      const found = await batches.find(second.id);
      expect(found?.bytes).toBeUndefined();
      expect(found?.batch).toMatchObject({ state: 'closed', queue: QUEUE, sequence: 2, members: second.members });
    }));

  it('keeps nothing of what comes too late for an erased command', () =>
    within(async (store) => {
      await store.ledger.append(newWrite(1));
      const command = (await store.ledger.find(idOf(1)))?.command;
      if (command === undefined) throw new Error('nothing was stored');
      await store.ledger.move(moveOf(command, 'cancelled'));
      await store.payloads.erase(erasureOf({ ids: [idOf(1)] }));
      const refusal = { reason: 'late', text: planted(1) };
      const late = { ...command, state: 'delivering' as const };
      await store.ledger.move(moveOf(late, 'refused', { refusal, result: planted(1) }));
      expect(await everything(store, 1)).not.toContain(planted(1));
      expect((await store.ledger.find(idOf(1)))?.history.at(-1)?.evidence).toEqual({
        overtaken: { from: 'delivering', to: 'refused', fence: 0 },
      });
    }));

  it('refuses a subject that names nothing', () =>
    within(async ({ payloads }) => {
      await expect(payloads.erase(erasureOf({ orderKey: '' }))).rejects.toThrow('neither may be empty');
      await expect(payloads.erase(erasureOf({ field: '', value: 'x' }))).rejects.toThrow('neither may be empty');
    }));
}
