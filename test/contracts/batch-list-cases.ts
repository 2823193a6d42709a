// Cases of the contract of batches about lists.
import { expect, it } from '@jest/globals';
import type { Batch } from '../../src/write/drops/batch-ledger.port.js';
import { QUEUE, sealed, walkBatch } from './batch-sample.js';
import { idOf } from './ledger-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

const OTHER = 'inbox/other';

/** Three delivered batches and one that is being tried in one queue, one parked in another. */
async function fill(store: OpenStore): Promise<void> {
  for (const number of [1, 2, 3]) {
    await walkBatch(store.batches, await sealed(store, [number * 10, number * 10 + 1]), ['delivering', 'delivered']);
  }
  await walkBatch(store.batches, await sealed(store, [40]), ['delivering']);
  await walkBatch(store.batches, await sealed(store, [50], OTHER), ['parked']);
}

function names(batches: readonly Batch[]): readonly string[] {
  return batches.map(({ queue, sequence }) => `${queue === QUEUE ? '' : 'other '}${sequence}`);
}

export function batchListCases(within: Within): void {
  it.each([
    [{}, ['other 1', '4', '3', '2', '1']],
    [{ queue: QUEUE }, ['4', '3', '2', '1']],
    [{ states: ['delivering'] }, ['4']],
    [{ states: ['parked', 'delivering', 'parked'] }, ['other 1', '4']],
    [{ queue: QUEUE, states: ['delivered', 'parked'] }, ['3', '2', '1']],
    [{ commandId: idOf(21) }, ['2']],
    [{ commandId: idOf(21), queue: OTHER }, []],
    [{ commandId: idOf(99) }, []],
    [{ acknowledgementName: 'AMD-20261120-2.ack' }, ['2']],
    [{ acknowledgementName: 'AMD-20261120-2.ack', commandId: idOf(21), queue: QUEUE, states: ['delivered'] }, ['2']],
    [{ acknowledgementName: 'AMD-20261120-2.ack', commandId: idOf(11) }, []],
    [{ acknowledgementName: 'AMD-20261120-2.ack', states: ['closed'] }, []],
    [{ acknowledgementName: 'AMD-20261120-1.ack' }, ['other 1', '1']],
    [{ acknowledgementName: 'nothing' }, []],
    [{ states: [] }, []],
    [{ queue: 'nowhere' }, []],
  ] as const)('lists those asked for by %j, newest first', (query, expected) =>
    within(async (store) => {
      await fill(store);
      expect(names(await store.batches.list({ ...query, limit: 100 }))).toEqual(expected);
    }),
  );

  it('lists page after page, none twice and none left out, each with its members', () =>
    within(async (store) => {
      await fill(store);
      const first = await store.batches.list({ limit: 2, queue: QUEUE });
      const second = await store.batches.list({ limit: 9, queue: QUEUE, before: first[1]?.id ?? '' });
      expect([first, second].map(names)).toEqual([
        ['4', '3'],
        ['2', '1'],
      ]);
      expect(second[0]?.members.map(({ commandId }) => commandId)).toEqual([idOf(20), idOf(21)]);
    }));
}
