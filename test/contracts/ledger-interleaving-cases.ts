// What holds for a ledger whatever happens in whatever order: checked after every burst of random scripts.
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Command, HistoryEntry } from '../../src/write/command.js';
import { COMMAND_MOVES, isSettled } from '../../src/write/command-moves.js';
import { blocksLater, isInFlight } from '../../src/write/command-order.js';
import type { CommandWithHistory } from '../../src/write/ledger.port.js';
import type { LedgerCase } from './ledger-case.js';
import { ScriptRun, scripts } from './ledger-script.js';

const SEED = 20261120;

/** The entries that are moves, without what overtaken movers brought. */
function movesOf(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const isEvidence = ({ evidence }: HistoryEntry): boolean =>
    evidence !== undefined && JSON.stringify(evidence).startsWith('{"overtaken"');
  return history.filter((entry) => !isEvidence(entry));
}

function expectLawfulWay({ command, history }: CommandWithHistory): void {
  const states = movesOf(history).map(({ state }) => state);
  states.slice(1).forEach((state, index) => {
    expect(COMMAND_MOVES[states[index] ?? 'succeeded'].mayGoTo).toContain(state);
  });
  expect(states.at(-1)).toBe(command.state);
  expect(states.filter((state) => state === 'delivering')).toHaveLength(command.attempts);
}

/** True for a command that was parked and is looked at again, with nothing sent since. */
function isLookedAtAgain({ history }: CommandWithHistory): boolean {
  const states = movesOf(history).map(({ state }) => state);
  const parked = states.lastIndexOf('parked');
  return parked >= 0 && !states.slice(parked).includes('leased');
}

/** One of a key is under way at most, besides those that were passed and are only looked at. */
function expectOneUnderWay(all: readonly CommandWithHistory[]): void {
  const underWay = all.filter((each) => isInFlight(each.command.state) && !isLookedAtAgain(each));
  const keys = underWay.map(({ command }) => command.orderKey);
  expect(new Set(keys).size).toBe(keys.length);
}

function expectOnlyForward(before: readonly CommandWithHistory[], after: readonly CommandWithHistory[]): void {
  for (const then of before) {
    const now = after.find(({ command }) => command.id === then.command.id);
    expect(now?.history.slice(0, then.history.length)).toEqual(then.history);
    expect(now?.command.fence).toBeGreaterThanOrEqual(then.command.fence);
    if (isSettled(then.command.state)) expect(now?.command).toEqual(then.command);
  }
}

/** Commands that were leased in a burst, against how everything stood before it. */
function expectInOrder(leased: readonly Command[], before: readonly CommandWithHistory[]): void {
  for (const { id, orderKey, fence } of leased) {
    const place = before.findIndex(({ command }) => command.id === id);
    const known = before[place]?.command;
    if (known !== undefined) expect(fence).toBeGreaterThan(known.fence);
    const ahead = before.slice(0, Math.max(0, place)).map(({ command }) => command);
    const blocking = ahead.filter((other) => other.orderKey === orderKey && blocksLater(other.state, other.whenParked));
    expect(blocking).toEqual([]);
  }
}

export function interleavingCases({ within }: LedgerCase): void {
  it(
    `keeps order, fences, histories and settled commands whatever happens (seed ${SEED})`,
    () =>
      within(async ({ ledger }) => {
        let runs = 0;
        const met = { leases: 0, unknown: 0, overtaken: 0, settled: 0 };
        const property = fc.asyncProperty(scripts, async (script) => {
          const run = new ScriptRun(ledger, ++runs);
          let before: readonly CommandWithHistory[] = [];
          for (const burst of script) {
            const alone = burst.actions.length === 1;
            const claimsBefore = run.claims.length;
            await run.burst(burst);
            const after = await run.everything();
            const leased = run.claims
              .slice(claimsBefore)
              .flat()
              .filter(({ state }) => state === 'leased');
            if (alone) expectInOrder(leased, before);
            expectOnlyForward(before, after);
            expectOneUnderWay(after);
            after.forEach(expectLawfulWay);
            before = after;
          }
          met.leases += run.claims.flat().filter(({ state }) => state === 'leased').length;
          met.unknown += run.claims.flat().filter(({ state }) => state === 'unknown').length;
          met.settled += before.filter(({ command }) => isSettled(command.state)).length;
          met.overtaken += before.reduce((sum, { history }) => sum + history.length - movesOf(history).length, 0);
        });
        await fc.assert(property, { seed: SEED, numRuns: 60 });
        expect(Object.entries(met).filter(([, count]) => count < 10)).toEqual([]);
      }),
    60_000,
  );
}
