// Cases of the contract of payloads about retiring by age.
import { expect, it } from '@jest/globals';
import { auditOf, toldOf } from './audit-sample.js';
import { at, idOf, moveOf, newWrite } from './ledger-sample.js';
import { retirementOf } from './payload-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

/** Commands that are cancelled after as many seconds as their number says, and one that waits. */
async function fill({ ledger }: OpenStore, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await ledger.append(newWrite(number));
    const command = (await ledger.find(idOf(number)))?.command;
    const entry = { at: at(number), state: 'cancelled' as const, by: 'gateway' };
    if (command !== undefined) await ledger.move(moveOf(command, 'cancelled', { entry }));
  }
  await ledger.append(newWrite(99));
}

async function erased({ ledger }: OpenStore): Promise<readonly number[]> {
  const all = await ledger.list({ limit: 100 });
  return all.filter(({ erasedAt }) => erasedAt !== undefined).map(({ id }) => Number(id.slice(4)));
}

export function retireCases(within: Within): void {
  it('takes the payloads of what settled before a moment, and of nothing else', () =>
    within(async (store) => {
      await fill(store, [1, 2, 3]);
      expect(await store.payloads.retire(retirementOf(3, { marksBefore: at(0) }))).toEqual({ payloads: 2, marks: 0 });
      expect(await erased(store)).toEqual([2, 1]);
      const found = await store.ledger.find(idOf(1));
      expect(found?.command).toMatchObject({
        input: { erased: true },
        erasedAt: retirementOf(3).now,
        state: 'cancelled',
      });
      expect((await store.ledger.find(idOf(99)))?.command.input).toEqual(newWrite(99).command.input);
    }));

  it('takes the oldest first, no more than asked for, and nothing twice', () =>
    within(async (store) => {
      await fill(store, [3, 1, 2]);
      const two = retirementOf(50, { most: 2 });
      expect(await store.payloads.retire(two)).toEqual({ payloads: 2, marks: 2 });
      expect(await erased(store)).toEqual([2, 1]);
      expect(await store.payloads.retire(two)).toEqual({ payloads: 1, marks: 1 });
      expect(await store.payloads.retire(two)).toEqual({ payloads: 0, marks: 0 });
    }));

  it('forgets marks by a moment of their own: the key may be used again then, the command stays', () =>
    within(async (store) => {
      await fill(store, [1, 2]);
      expect(await store.payloads.retire(retirementOf(0, { marksBefore: at(2) }))).toEqual({ payloads: 0, marks: 1 });
      expect(await store.marks.recall(newWrite(1).mark)).toBeUndefined();
      expect(await store.marks.recall(newWrite(2).mark)).toMatchObject({ kind: 'replayed' });
      expect((await store.ledger.find(idOf(1)))?.command).not.toHaveProperty('erasedAt');
      expect(await store.ledger.append(newWrite(50, { mark: 'key-1' }))).toMatchObject({ kind: 'accepted' });
    }));

  it('keeps the mark of a command that is not settled, however old', () =>
    within(async (store) => {
      await fill(store, []);
      await store.payloads.retire(retirementOf(1e5));
      expect(await store.marks.recall(newWrite(99).mark)).toMatchObject({ kind: 'replayed' });
    }));

  it('takes no mark earlier than seven days after the settlement, and names every fault', () =>
    within(async (store) => {
      await fill(store, [1]);
      const early = retirementOf(1, { most: 0, now: at(604_801), marksBefore: at(2) });
      await expect(store.payloads.retire(early)).rejects.toThrow(
        /most is 0 and must be a whole number from 1; marksBefore .* is after .*, and marks stay for 7 days/,
      );
      const future = retirementOf(1, { settledBefore: at(1e9) });
      await expect(store.payloads.retire(future)).rejects.toThrow(/settledBefore .* is after now/);
      expect(await store.payloads.retire({ ...early, most: 1, marksBefore: at(1) })).toMatchObject({ marks: 0 });
    }));

  it('leaves a trail with the counts when it took anything', () =>
    within(async (store) => {
      await fill(store, [1, 2]);
      const audit = auditOf('payloads', { action: 'payload.retire', actor: { kind: 'gateway', id: 'gateway' } });
      await store.payloads.retire(retirementOf(50, { audit }));
      await store.payloads.retire(retirementOf(50, { audit }));
      expect(await toldOf(store.audit, 'payloads')).toEqual([{ ...audit, detail: { payloads: 2, marks: 2 } }]);
    }));
}
