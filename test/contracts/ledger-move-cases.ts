// Cases of the ledger's contract about moves: conditions, evidence, history.
import { expect, it } from '@jest/globals';
import type { Command } from '../../src/write/command.js';
import { UnlawfulMove } from '../../src/write/command-moves.js';
import type { Ledger } from '../../src/write/ledger.port.js';
import type { LedgerCase } from './ledger-case.js';
import { at, claimAt, idOf, moveOf, newWrite, walk, wayOf } from './ledger-sample.js';

async function claimed(ledger: Ledger): Promise<Command> {
  await ledger.append(newWrite(1));
  const [command] = await claimAt(ledger, 0);
  if (command === undefined) throw new Error('nothing was claimed');
  return command;
}

export function moveCases({ within }: LedgerCase): void {
  it('moves a command and tells its way, oldest first', () =>
    within(async ({ ledger }) => {
      const delivering = await walk(ledger, await claimed(ledger), ['delivering']);
      expect(delivering).toMatchObject({ state: 'delivering', attempts: 1, changedAt: at(1) });
      const evidence = { session: 51, ended: true };
      const entry = { at: at(2), state: 'succeeded' as const, by: 'gateway', reason: 'the view shows it', evidence };
      await ledger.move(moveOf(delivering, 'succeeded', { entry, result: { orderNo: 'SO-1' } }));
      const found = await ledger.find(idOf(1));
      expect(found?.command).toMatchObject({ state: 'succeeded', changedAt: at(2), result: { orderNo: 'SO-1' } });
      expect(found?.history.map(({ state }) => state)).toEqual(['accepted', 'leased', 'delivering', 'succeeded']);
      expect(found?.history.at(-1)).toEqual(entry);
    }));

  it('keeps reasons for as long as the state they belong to', () =>
    within(async ({ ledger }) => {
      const parked = await walk(ledger, await claimed(ledger), ['delivering', 'unknown', 'parked']);
      expect(parked.parkedReason).toBe('nobody knows whether it happened');
      const entry = { at: at(3), state: 'refused' as const, by: 'operator', reason: 'asked the ERP desk' };
      const refused = await ledger.move(moveOf(parked, 'refused', { entry }));
      expect(refused).toMatchObject({ command: { refusal: { reason: 'credit' } } });
      expect((await ledger.find(idOf(1)))?.command).not.toHaveProperty('parkedReason');
    }));

  it('keeps the result of an overtaken worker as evidence and leaves the command as it is', () =>
    within(async ({ ledger }) => {
      const slow = await walk(ledger, await claimed(ledger), ['delivering']);
      const [unknown] = await claimAt(ledger, 100);
      const entry = { at: at(101), state: 'succeeded' as const, by: 'gateway', evidence: { returnStatus: 0 } };
      const late = moveOf(slow, 'succeeded', { entry, result: { orderNo: 'SO-1' } });
      expect(await ledger.move(late)).toEqual({ kind: 'overtaken' });
      const found = await ledger.find(idOf(1));
      expect(found?.command).toEqual(unknown);
      const overtaken = {
        from: 'delivering',
        to: 'succeeded',
        fence: slow.fence,
        result: { orderNo: 'SO-1' },
        evidence: { returnStatus: 0 },
      };
      expect(found?.history.at(-1)).toEqual({ at: at(101), state: 'unknown', by: 'gateway', evidence: { overtaken } });
    }));

  it('overtakes by fence alone when the state is the same again', () =>
    within(async ({ ledger }) => {
      const first = await claimed(ledger);
      await claimAt(ledger, 30);
      expect(await ledger.move(moveOf(first, 'delivering'))).toEqual({ kind: 'overtaken' });
      expect((await ledger.find(idOf(1)))?.command).toMatchObject({ state: 'leased', fence: 2, attempts: 0 });
    }));

  it('lets one of two who move at once win', () =>
    within(async ({ ledger }) => {
      const delivering = await walk(ledger, await claimed(ledger), ['delivering']);
      const moves = [ledger.move(moveOf(delivering, 'succeeded')), ledger.move(moveOf(delivering, 'refused'))];
      expect((await Promise.all(moves)).map(({ kind }) => kind)).toEqual(['moved', 'overtaken']);
      expect((await ledger.find(idOf(1)))?.command.state).toBe('succeeded');
    }));

  it('never changes a settled command, and still keeps what comes late', () =>
    within(async ({ ledger }) => {
      const delivering = await walk(ledger, await claimed(ledger), ['delivering']);
      const settled = await walk(ledger, delivering, ['succeeded']);
      await expect(ledger.move(moveOf(settled, 'refused'))).rejects.toThrow(UnlawfulMove);
      await ledger.move(moveOf(delivering, 'refused'));
      expect((await ledger.find(idOf(1)))?.command).toEqual(settled);
      expect(await wayOf(ledger, idOf(1))).toEqual(['accepted', 'leased', 'delivering', 'succeeded', 'succeeded']);
    }));

  it('refuses moves that the table does not have, and stores nothing of them', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      const accepted = (await ledger.list({ limit: 1 }))[0];
      if (accepted === undefined) throw new Error('nothing is stored');
      await expect(ledger.move(moveOf(accepted, 'delivering'))).rejects.toThrow(UnlawfulMove);
      await expect(ledger.move(moveOf(accepted, 'leased'))).rejects.toThrow(
        'a lease is taken by a claim, not by a move',
      );
      expect(await wayOf(ledger, idOf(1))).toEqual(['accepted']);
    }));

  it('asks for everything a move needs, all at once', () =>
    within(async ({ ledger }) => {
      const unknown = await walk(ledger, await claimed(ledger), ['delivering', 'unknown']);
      const { id, state: from, fence } = unknown;
      const entry = { at: at(2), state: 'refused' as const, by: 'operator' };
      await expect(ledger.move({ id, from, fence, to: 'parked', entry })).rejects.toThrow(
        'its entry says refused; operator gives no reason; parking says why a person is needed',
      );
    }));

  it('refuses to move what does not exist', () =>
    within(async ({ ledger }) => {
      const leased = await claimed(ledger);
      await expect(ledger.move(moveOf({ ...leased, id: idOf(2) }, 'delivering'))).rejects.toThrow(
        `There is no command ${idOf(2)}.`,
      );
    }));
}
