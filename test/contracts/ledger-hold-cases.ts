// Cases of the ledger's contract about holding what waits in a channel, and letting it go before its time.
import { expect, it } from '@jest/globals';
import type { HoldRequest, Ledger, ReleaseRequest } from '../../src/write/ledger.port.js';
import type { LedgerCase } from './ledger-case.js';
import { at, claimAt, idOf, moveOf, newWrite, numbersOf, walk, wayOf } from './ledger-sample.js';

const SAME = { orderKey: 'orders/SO-1' };

function holdUntil(ledger: Ledger, seconds: number, wanted: Partial<HoldRequest> = {}): Promise<number> {
  const reason = 'the window of the nightly run';
  return ledger.hold({ channel: 'main', until: at(seconds), now: at(1), reason, most: 100, ...wanted });
}

function letGo(ledger: Ledger, wanted: Partial<ReleaseRequest> = {}): Promise<number> {
  const reason = 'the run was called off';
  return ledger.release({ channel: 'main', now: at(2), by: 'operator', reason, most: 100, ...wanted });
}

async function statesOf(ledger: Ledger): Promise<Readonly<Record<number, string>>> {
  const all = await ledger.list({ limit: 100 });
  return Object.fromEntries(all.map((command) => [Number(command.id.slice(4)), command.state]));
}

export function holdCases({ within }: LedgerCase): void {
  it('holds what waits in the channel, its turn or not, and nothing else', () =>
    within(async ({ ledger }) => {
      for (const write of [newWrite(1, SAME), newWrite(2, SAME), newWrite(3), newWrite(4, { channel: 'files' })]) {
        await ledger.append(write);
      }
      await ledger.append(newWrite(5));
      await ledger.append(newWrite(6));
      const [leased] = await claimAt(ledger, 0, { most: 1 });
      expect(leased?.id).toBe(idOf(1));
      const [third] = await claimAt(ledger, 0, { most: 1 });
      if (third !== undefined) await walk(ledger, third, ['delivering', 'backoff']);
      expect(await holdUntil(ledger, 100)).toBe(3);
      expect(await statesOf(ledger)).toEqual({
        ...{ 1: 'leased', 2: 'held', 3: 'backoff', 4: 'accepted', 5: 'held', 6: 'held' },
      });
      expect(await holdUntil(ledger, 100)).toBe(0);
    }));

  it('says why and until when, and claims in the old order once the time has come', () =>
    within(async ({ ledger }) => {
      for (const number of [1, 2, 3]) await ledger.append(newWrite(number, number === 3 ? {} : SAME));
      await holdUntil(ledger, 100);
      const found = await ledger.find(idOf(2));
      expect(found?.command).toMatchObject({
        state: 'held',
        notBefore: at(100),
        changedAt: at(1),
        waitingFor: idOf(1),
      });
      expect(found?.history.at(-1)).toEqual({
        ...{ at: at(1), state: 'held', by: 'gateway', reason: 'the window of the nightly run' },
      });
      expect(await claimAt(ledger, 99)).toEqual([]);
      const claimed = await claimAt(ledger, 100);
      expect(numbersOf(claimed)).toEqual([1, 3]);
      for (const command of claimed) await walk(ledger, command, ['delivering', 'succeeded']);
      expect(numbersOf(await claimAt(ledger, 101))).toEqual([2]);
      expect(await wayOf(ledger, idOf(2))).toEqual(['accepted', 'held', 'accepted', 'leased']);
    }));

  it('holds page by page, oldest of those whose turn it is first, until nothing is left', () =>
    within(async ({ ledger }) => {
      for (let number = 1; number <= 7; number += 1) await ledger.append(newWrite(number, number > 5 ? SAME : {}));
      const pages = [];
      for (let held = 3; held === 3; pages.push(held)) held = await holdUntil(ledger, 100, { most: 3 });
      expect(pages).toEqual([3, 3, 1]);
      expect(await claimAt(ledger, 99)).toEqual([]);
    }));

  it('holds again what a claim has given back', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      const [leased] = await claimAt(ledger, 0);
      if (leased !== undefined) await walk(ledger, leased, ['accepted']);
      expect(await holdUntil(ledger, 100)).toBe(1);
    }));

  it('lets go before the time, telling who decided and why', () =>
    within(async ({ ledger }) => {
      for (const number of [1, 2, 3]) await ledger.append(newWrite(number, number === 3 ? {} : SAME));
      await holdUntil(ledger, 100);
      expect(await letGo(ledger)).toBe(3);
      const found = await ledger.find(idOf(1));
      expect(found?.command).toMatchObject({ state: 'accepted', changedAt: at(2) });
      expect(found?.command).not.toHaveProperty('notBefore');
      const told = { at: at(2), state: 'accepted', by: 'operator', reason: 'the run was called off' };
      expect(found?.history.at(-1)).toEqual(told);
      expect(numbersOf(await claimAt(ledger, 3))).toEqual([1, 3]);
    }));

  it('lets go page by page, soonest first, of one channel only', () =>
    within(async ({ ledger }) => {
      for (const number of [1, 2, 3]) {
        await ledger.append({ ...newWrite(number), state: 'held', notBefore: at(100 - number) });
      }
      await ledger.append({ ...newWrite(4, { channel: 'files' }), state: 'held', notBefore: at(50) });
      expect(await letGo(ledger, { most: 2 })).toBe(2);
      expect(await statesOf(ledger)).toEqual({ 1: 'held', 2: 'accepted', 3: 'accepted', 4: 'held' });
      expect(await letGo(ledger, { most: 2 })).toBe(1);
    }));

  it('leaves alone what a person holds without a date, and what backs off', () =>
    within(async ({ ledger }) => {
      await ledger.append({ ...newWrite(1), state: 'held' });
      await ledger.append(newWrite(2));
      const [leased] = await claimAt(ledger, 0);
      if (leased === undefined) throw new Error('nothing was claimed');
      const delivering = await walk(ledger, leased, ['delivering']);
      await ledger.move(moveOf(delivering, 'backoff', { notBefore: at(100) }));
      expect(await letGo(ledger)).toBe(0);
      expect(await statesOf(ledger)).toEqual({ 1: 'held', 2: 'backoff' });
    }));

  it('refuses requests that make no sense, naming all faults', () =>
    within(async ({ ledger }) => {
      await expect(holdUntil(ledger, 1, { most: 0, reason: '' })).rejects.toThrow(
        /most is 0 and must be a whole number from 1; it gives no reason; until .* is not after now/,
      );
      await expect(letGo(ledger, { most: 1.5, by: '', reason: ' ' })).rejects.toThrow(
        /most is 1.5 .*; it does not say who decided; it gives no reason/,
      );
    }));
}
