// Cases of the ledger's contract about lists.
import { expect, it } from '@jest/globals';
import type { Ledger } from '../../src/write/ledger.port.js';
import type { LedgerCase } from './ledger-case.js';
import { claimAt, idOf, newWrite, numbersOf, walk } from './ledger-sample.js';

/** Twelve commands of two clients, two operations and three keys; the first six of them settled in different ways. */
async function fill(ledger: Ledger): Promise<void> {
  for (let number = 1; number <= 12; number += 1) {
    const clientId = number % 2 === 0 ? 'even' : 'odd';
    const operation = number % 3 === 0 ? 'orders.change' : 'orders.create';
    await ledger.append(newWrite(number, { clientId, operation, orderKey: `orders/${number}` }));
  }
  for (const command of await claimAt(ledger, 0, { most: 6 })) {
    await walk(ledger, command, ['delivering', Number(command.id.slice(4)) % 2 === 0 ? 'succeeded' : 'refused']);
  }
}

export function listCases({ within }: LedgerCase): void {
  it('lists the newest first, page after page, none twice and none left out', () =>
    within(async ({ ledger }) => {
      await fill(ledger);
      const first = await ledger.list({ limit: 5 });
      const second = await ledger.list({ limit: 5, before: idOf(8) });
      const third = await ledger.list({ limit: 5, before: idOf(3) });
      expect([first, second, third].map(numbersOf)).toEqual([
        [12, 11, 10, 9, 8],
        [7, 6, 5, 4, 3],
        [2, 1],
      ]);
    }));

  it('keeps the place in the list although commands move in between', () =>
    within(async ({ ledger }) => {
      await fill(ledger);
      expect(numbersOf(await ledger.list({ limit: 2, states: ['accepted'] }))).toEqual([12, 11]);
      await claimAt(ledger, 0, { most: 2 });
      await ledger.append(newWrite(13));
      expect(numbersOf(await ledger.list({ limit: 9, states: ['accepted'], before: idOf(11) }))).toEqual([10, 9]);
    }));

  it.each([
    [{ clientId: 'odd' }, [11, 9, 7, 5, 3, 1]],
    [{ operation: 'orders.change' }, [12, 9, 6, 3]],
    [{ orderKey: 'orders/4' }, [4]],
    [{ states: ['succeeded'] }, [6, 4, 2]],
    [{ states: ['refused', 'succeeded', 'refused'] }, [6, 5, 4, 3, 2, 1]],
    [{ states: ['accepted'], clientId: 'even' }, [12, 10, 8]],
    [{ states: ['succeeded'], clientId: 'even', operation: 'orders.change' }, [6]],
    [{ states: ['parked'] }, []],
    [{ states: [] }, []],
    [{ clientId: 'nobody' }, []],
    [{ before: idOf(3) }, [2, 1]],
  ] as const)('lists those asked for by %j', (query, expected) =>
    within(async ({ ledger }) => {
      await fill(ledger);
      expect(numbersOf(await ledger.list({ ...query, limit: 100 }))).toEqual(expected);
    }),
  );
}
