// Cases of the ledger's contract about claims: turn, time, leases and fences.
import { expect, it } from '@jest/globals';
import type { Command } from '../../src/write/command.js';
import type { Ledger, NewCommand } from '../../src/write/ledger.port.js';
import type { LedgerCase } from './ledger-case.js';
import { at, claimAt, idOf, insistMoved, moveOf, newWrite, numbersOf, walk, wayOf } from './ledger-sample.js';

const SAME = { orderKey: 'orders/SO-1' };

async function appendAll(ledger: Ledger, writes: readonly NewCommand[]): Promise<void> {
  for (const write of writes) await ledger.append(write);
}

/** Claims the one command there is to claim. */
async function claimOne(ledger: Ledger, seconds = 0): Promise<Command> {
  const [command, ...others] = await claimAt(ledger, seconds);
  if (command === undefined || others.length > 0) throw new Error('not exactly one was claimed');
  return command;
}

export function claimCases({ within }: LedgerCase): void {
  it('claims the oldest first, in order of acceptance and not of ids, and no more than asked for', () =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(3), newWrite(1), newWrite(2), newWrite(4)]);
      expect(numbersOf(await claimAt(ledger, 0, { most: 3 }))).toEqual([3, 1, 2]);
      expect(numbersOf(await claimAt(ledger, 0, { most: 3 }))).toEqual([4]);
      expect(await claimAt(ledger, 0)).toEqual([]);
    }));

  it('claims for one channel only', () =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(1, { channel: 'files' }), newWrite(2)]);
      expect(numbersOf(await claimAt(ledger, 0))).toEqual([2]);
      expect(numbersOf(await claimAt(ledger, 0, { channel: 'files' }))).toEqual([1]);
    }));

  it('says so in the history, and raises the fence with each claim', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      const first = await claimOne(ledger, 1);
      expect(first).toMatchObject({ state: 'leased', fence: 1, attempts: 0, changedAt: at(1) });
      expect((await ledger.find(first.id))?.history[1]).toEqual({
        at: at(1),
        state: 'leased',
        by: 'gateway',
        reason: 'claimed by worker-1',
      });
      const backoff = await walk(ledger, first, ['delivering', 'backoff']);
      expect(await claimOne(ledger, 2)).toMatchObject({ state: 'leased', fence: backoff.fence + 1, attempts: 1 });
    }));

  it('never gives two workers the same command, however many ask at once', () =>
    within(async ({ ledger }) => {
      await appendAll(
        ledger,
        Array.from({ length: 50 }, (_, number) => newWrite(number)),
      );
      const claims = await Promise.all(Array.from({ length: 20 }, () => claimAt(ledger, 0, { most: 4 })));
      expect(numbersOf(claims.flat()).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 50 }, (_, number) => number),
      );
    }));

  it('takes one command of an order key at a time, also when an earlier one goes through another channel', () =>
    within(async ({ ledger }) => {
      const writes = [newWrite(1, { ...SAME, channel: 'files' }), newWrite(2, SAME), newWrite(3, SAME), newWrite(4)];
      await appendAll(ledger, writes);
      expect(numbersOf(await claimAt(ledger, 0))).toEqual([4]);
      const [first] = await claimAt(ledger, 0, { channel: 'files' });
      if (first === undefined) throw new Error('nothing was claimed');
      const delivered = await walk(ledger, first, ['delivering', 'delivered']);
      expect(await claimAt(ledger, 1)).toEqual([]);
      await walk(ledger, delivered, ['succeeded']);
      expect(numbersOf(await claimAt(ledger, 2))).toEqual([2]);
      expect(await claimAt(ledger, 3)).toEqual([]);
    }));

  it('names the command that another waits for, and no longer once it is settled', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1, SAME));
      expect(await ledger.append(newWrite(2, SAME))).toMatchObject({ command: { waitingFor: idOf(1) } });
      await ledger.append(newWrite(3, SAME));
      const waiting = async (): Promise<readonly (string | undefined)[]> =>
        (await ledger.list({ limit: 3 })).map(({ waitingFor }) => waitingFor);
      expect(await waiting()).toEqual([idOf(1), idOf(1), undefined]);
      await walk(ledger, await claimOne(ledger), ['delivering', 'refused']);
      expect(await waiting()).toEqual([idOf(2), undefined, undefined]);
      expect((await ledger.find(idOf(3)))?.command.waitingFor).toBe(idOf(2));
    }));

  it.each(['backoff', 'held'] as const)('waits behind an earlier command in %s until its time has come', (state) =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(1, SAME), newWrite(2, SAME)]);
      const first = await claimOne(ledger);
      const before = await walk(ledger, first, state === 'held' ? ['accepted'] : ['delivering']);
      await ledger.move(moveOf(before, state, { notBefore: at(10) }));
      expect(await claimAt(ledger, 9)).toEqual([]);
      expect(numbersOf(await claimAt(ledger, 10))).toEqual([1]);
    }),
  );

  it('never claims a command that a person holds without a date', () =>
    within(async ({ ledger }) => {
      const held = newWrite(1);
      await ledger.append({ ...held, state: 'held' });
      expect(await claimAt(ledger, 1e9)).toEqual([]);
    }));

  it('releases a held command before it leases it, so that its way is lawful', () =>
    within(async ({ ledger }) => {
      await ledger.append({ ...newWrite(1), state: 'held', notBefore: at(10) });
      expect(await claimOne(ledger, 10)).toMatchObject({ state: 'leased' });
      expect(await wayOf(ledger, idOf(1))).toEqual(['held', 'accepted', 'leased']);
      expect((await ledger.find(idOf(1)))?.command).not.toHaveProperty('notBefore');
    }));

  it('compares moments and not their spelling', () =>
    within(async ({ ledger }) => {
      await ledger.append({ ...newWrite(1), state: 'held', notBefore: '2026-11-20T13:00:00.5+01:00' });
      expect(await claimAt(ledger, 0)).toEqual([]);
      expect(await claimAt(ledger, 1)).toHaveLength(1);
    }));

  it('lets a parked command block its key, or be passed, as it says', () =>
    within(async ({ ledger }) => {
      const pass = { orderKey: 'orders/SO-2', whenParked: 'pass' as const };
      await appendAll(ledger, [newWrite(1, SAME), newWrite(2, SAME), newWrite(3, pass), newWrite(4, pass)]);
      for (const command of await claimAt(ledger, 0)) await walk(ledger, command, ['delivering', 'unknown', 'parked']);
      expect(numbersOf(await claimAt(ledger, 1))).toEqual([4]);
      expect((await ledger.find(idOf(2)))?.command.waitingFor).toBe(idOf(1));
      expect((await ledger.find(idOf(4)))?.command).not.toHaveProperty('waitingFor');
    }));

  it('makes a command that was passed while parked wait for the one that passed it', () =>
    within(async ({ ledger }) => {
      const pass = { ...SAME, whenParked: 'pass' as const };
      await appendAll(ledger, [newWrite(1, pass), newWrite(2, pass), newWrite(3, pass)]);
      const parked = await walk(ledger, await claimOne(ledger), ['delivering', 'unknown', 'parked']);
      const passing = await claimOne(ledger);
      const entry = { at: at(2), state: 'accepted' as const, by: 'operator', reason: 'the ERP is well again' };
      const back = insistMoved(await ledger.move(moveOf(parked, 'accepted', { entry })));
      expect(back.waitingFor).toBe(passing.id);
      expect(await claimAt(ledger, 2)).toEqual([]);
      await walk(ledger, passing, ['delivering', 'succeeded']);
      expect(numbersOf(await claimAt(ledger, 3))).toEqual([1]);
    }));

  it('takes a lease back when it ran out, and not a moment before', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      await claimOne(ledger, 0);
      expect(await claimAt(ledger, 29)).toEqual([]);
      expect(await claimOne(ledger, 30)).toMatchObject({ id: idOf(1), state: 'leased', fence: 2, attempts: 0 });
      expect(await wayOf(ledger, idOf(1))).toEqual(['accepted', 'leased', 'accepted', 'leased']);
    }));

  it('turns a delivery whose claim ran out into unknown and never delivers it again', () =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(1, SAME), newWrite(2, SAME)]);
      const leaseUntil = at(60);
      await ledger.move(moveOf(await claimOne(ledger, 0), 'delivering', { leaseUntil }));
      expect(await claimAt(ledger, 59)).toEqual([]);
      expect(await claimOne(ledger, 60)).toMatchObject({ id: idOf(1), state: 'unknown', fence: 2, attempts: 1 });
      expect(await wayOf(ledger, idOf(1))).toEqual(['accepted', 'leased', 'delivering', 'unknown']);
    }));

  it('gives a delivery the lease of its claim when it asks for none of its own', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      await walk(ledger, await claimOne(ledger, 0), ['delivering']);
      expect(await claimAt(ledger, 29)).toEqual([]);
      expect(await claimOne(ledger, 30)).toMatchObject({ state: 'unknown' });
    }));

  it('hands an unknown command to another verifier when the first one vanished', () =>
    within(async ({ ledger }) => {
      await ledger.append(newWrite(1));
      const unknown = await walk(ledger, await claimOne(ledger, 0), ['delivering', 'unknown']);
      expect(await claimAt(ledger, 29)).toEqual([]);
      expect(await claimOne(ledger, 30)).toMatchObject({ state: 'unknown', fence: unknown.fence + 1 });
      expect(await ledger.move(moveOf(unknown, 'succeeded'))).toEqual({ kind: 'overtaken' });
    }));

  it('finds every command again after a worker vanished with all of them', () =>
    within(async ({ ledger }) => {
      await appendAll(
        ledger,
        Array.from({ length: 30 }, (_, number) => newWrite(number)),
      );
      const claimed = await claimAt(ledger, 0, { most: 30 });
      for (const command of claimed.slice(0, 15)) await walk(ledger, command, ['delivering']);
      const found: Command[] = [];
      for (let round = 0; round < 10; round += 1) found.push(...(await claimAt(ledger, 100, { most: 7 })));
      expect(found.filter(({ state }) => state === 'unknown')).toHaveLength(15);
      expect(new Set(numbersOf(found)).size).toBe(30);
    }));

  it('gives the turn on when a leased command is parked before anything was sent', () =>
    within(async ({ ledger }) => {
      const pass = { ...SAME, whenParked: 'pass' as const };
      await appendAll(ledger, [newWrite(1, pass), newWrite(2, pass)]);
      const parked = await walk(ledger, await claimOne(ledger), ['parked']);
      expect(parked).toMatchObject({ state: 'parked', attempts: 0, fence: 1 });
      expect(await claimOne(ledger, 1)).toMatchObject({ id: idOf(2) });
      expect(await claimAt(ledger, 100, { channel: 'main' })).toMatchObject([{ id: idOf(2), fence: 2 }]);
    }));

  it('hands a parked command that is to be looked at again to the next verifier, or to none before its lease is over', () =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(1), newWrite(2)]);
      const looks = async (command: Command, lease: { readonly leaseUntil?: string }): Promise<void> => {
        const parked = await walk(ledger, command, ['delivering', 'unknown', 'parked']);
        const entry = { at: at(2), state: 'unknown' as const, by: 'operator', reason: 'look again' };
        insistMoved(await ledger.move(moveOf(parked, 'unknown', { entry, ...lease })));
      };
      const [first, second] = await claimAt(ledger, 0);
      if (first === undefined || second === undefined) throw new Error('nothing was claimed');
      await looks(first, {});
      await looks(second, { leaseUntil: at(60) });
      expect(await claimOne(ledger, 3)).toMatchObject({ id: idOf(1), state: 'unknown', fence: 2, attempts: 1 });
      expect(numbersOf(await claimAt(ledger, 60))).toEqual([1, 2]);
    }));

  it('leaves alone what is found to have been delivered, and keeps later ones of its key waiting', () =>
    within(async ({ ledger }) => {
      await appendAll(ledger, [newWrite(1, SAME), newWrite(2, SAME)]);
      const found = await walk(ledger, await claimOne(ledger), ['delivering', 'unknown', 'delivered']);
      expect(found).toMatchObject({ state: 'delivered', attempts: 1 });
      expect(await claimAt(ledger, 1e6)).toEqual([]);
      expect((await ledger.find(idOf(2)))?.command.waitingFor).toBe(idOf(1));
      await walk(ledger, found, ['succeeded']);
      expect(await claimOne(ledger, 1)).toMatchObject({ id: idOf(2) });
    }));

  it('lets a command be looked at beside the one that passed it, and be delivered only after that', () =>
    within(async ({ ledger }) => {
      const pass = { ...SAME, whenParked: 'pass' as const };
      await appendAll(ledger, [newWrite(1, pass), newWrite(2, pass), newWrite(3, pass)]);
      const parked = await walk(ledger, await claimOne(ledger), ['delivering', 'unknown', 'parked']);
      const passing = await walk(ledger, await claimOne(ledger), ['delivering']);
      const entry = { at: at(2), state: 'unknown' as const, by: 'operator', reason: 'look again' };
      await ledger.move(moveOf(parked, 'unknown', { entry }));
      const looking = await claimOne(ledger, 3);
      expect(looking).toMatchObject({ id: idOf(1), state: 'unknown' });
      expect((await ledger.find(idOf(3)))?.command.waitingFor).toBe(idOf(1));
      expect(await walk(ledger, looking, ['backoff'])).toMatchObject({ waitingFor: idOf(2) });
      expect(await claimAt(ledger, 4)).toEqual([]);
      await walk(ledger, passing, ['succeeded']);
      expect(await claimOne(ledger, 5)).toMatchObject({ id: idOf(1), state: 'leased' });
    }));

  it('refuses a claim that makes no sense, naming all faults', () =>
    within(async ({ ledger }) => {
      const claim = ledger.claim({ channel: 'main', most: 0, worker: 'w', now: at(1), leaseUntil: at(1) });
      await expect(claim).rejects.toThrow(
        /most is 0 and must be a whole number from 1; leaseUntil .* is not after now/,
      );
    }));
}
