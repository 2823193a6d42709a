// Cases of the ledger's contract about accepting commands and answering replays.
import { expect, it } from '@jest/globals';
import type { LedgerCase } from './ledger-case.js';
import { at, claimAt, idOf, insistMoved, moveOf, newWrite, walk } from './ledger-sample.js';

export function appendCases({ within }: LedgerCase): void {
  it('gives back an accepted command exactly as it came, with its first entry', () =>
    within(async ({ ledger }) => {
      const write = newWrite(1, { key: 'SO-1', seenVersion: '00000000000007d1' });
      const expected = { ...write.command, state: 'accepted', fence: 0, attempts: 0, changedAt: at(0) };
      expect(await ledger.append(write)).toEqual({ kind: 'accepted', command: expected });
      expect(await ledger.find(idOf(1))).toEqual({
        command: expected,
        history: [{ at: at(0), state: 'accepted', by: 'gateway' }],
      });
    }));

  it('keeps a command that is held from the start, with its date', () =>
    within(async ({ ledger }) => {
      await ledger.append({ ...newWrite(1), state: 'held', notBefore: at(60) });
      expect((await ledger.find(idOf(1)))?.command).toMatchObject({ state: 'held', notBefore: at(60) });
      expect(await claimAt(ledger, 59)).toEqual([]);
    }));

  it('finds no command that was never accepted', () =>
    within(async ({ ledger }) => expect(await ledger.find(idOf(1))).toBeUndefined()));

  it('answers the same mark and fingerprint with the same command in its present state', () =>
    within(async ({ ledger, marks }) => {
      await ledger.append(newWrite(1, { mark: 'once' }));
      const [claimed] = await claimAt(ledger, 0);
      const again = await ledger.append(newWrite(2, { mark: 'once' }));
      expect(again).toEqual({ kind: 'replayed', command: claimed });
      expect(await marks.recall(newWrite(3, { mark: 'once' }).mark)).toEqual(again);
      expect(await ledger.find(idOf(2))).toBeUndefined();
    }));

  it('answers a mark with another fingerprint as a mismatch and stores nothing', () =>
    within(async ({ ledger, marks }) => {
      await ledger.append(newWrite(1, { mark: 'once' }));
      const write = newWrite(2, { mark: 'once' });
      const other = { ...write, mark: { ...write.mark, fingerprint: 'print-2' } };
      expect(await ledger.append(other)).toEqual({ kind: 'mismatch' });
      expect(await marks.recall(other.mark)).toEqual({ kind: 'mismatch' });
      expect(await ledger.list({ limit: 10 })).toHaveLength(1);
    }));

  it('keeps marks of other clients and other operations apart', () =>
    within(async ({ ledger, marks }) => {
      await ledger.append(newWrite(1, { mark: 'once' }));
      expect(await marks.recall(newWrite(2, { mark: 'once', clientId: 'erp-desk' }).mark)).toBeUndefined();
      expect(await ledger.append(newWrite(2, { mark: 'once', clientId: 'erp-desk' }))).toMatchObject({
        kind: 'accepted',
      });
      expect(await ledger.append(newWrite(3, { mark: 'once', operation: 'orders.change' }))).toMatchObject({
        kind: 'accepted',
      });
    }));

  it('makes one command of a hundred twins that arrive at once', () =>
    within(async ({ ledger }) => {
      const twins = Array.from({ length: 100 }, (_, number) => ledger.append(newWrite(number, { mark: 'once' })));
      const answers = await Promise.all(twins);
      const ids = answers.map((answer) => (answer.kind === 'mismatch' ? '' : answer.command.id));
      expect(new Set(ids).size).toBe(1);
      expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
      expect(await ledger.list({ limit: 200 })).toHaveLength(1);
    }));

  it('remembers a mark after its command has settled', () =>
    within(async ({ ledger, marks }) => {
      const write = newWrite(1);
      await ledger.append(write);
      const [claimed] = await claimAt(ledger, 0);
      if (claimed === undefined) throw new Error('nothing was claimed');
      const delivering = await walk(ledger, claimed, ['delivering']);
      const settled = insistMoved(await ledger.move(moveOf(delivering, 'succeeded', { result: { orderNo: 'SO-1' } })));
      expect(await marks.recall(write.mark)).toEqual({ kind: 'replayed', command: settled });
      expect(settled.result).toEqual({ orderNo: 'SO-1' });
    }));

  it('refuses a date that is none and stores nothing', () =>
    within(async ({ ledger }) => {
      const held = { ...newWrite(1), state: 'held' as const, notBefore: 'tomorrow' };
      await expect(ledger.append(held)).rejects.toThrow('"tomorrow" is not an RFC 3339 time');
      expect(await ledger.list({ limit: 1 })).toEqual([]);
    }));

  it.each([
    ['empty text', ''],
    ['text that looks like a statement', "'; DROP TABLE command; --"],
    ['names that every object has', '__proto__'],
    ['a NUL', '\u0000'],
    ['letters beyond the basic plane', '𝒳 é'],
    ['100,000 characters', 'a'.repeat(100_000)],
  ])('keeps %s as it is', (_, text) =>
    within(async ({ ledger, marks }) => {
      const write = newWrite(1, { input: { text }, orderKey: `orders/${text}`, mark: text });
      await ledger.append(write);
      expect((await ledger.find(idOf(1)))?.command).toMatchObject({ input: { text }, orderKey: `orders/${text}` });
      expect(await marks.recall(write.mark)).toMatchObject({ kind: 'replayed' });
    }),
  );
}
