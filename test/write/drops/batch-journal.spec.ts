// What the write path remembers of open batches follows the ledger, whoever else moves a batch meanwhile, and following
// many members leaves the event loop to others.
import { expect, it } from '@jest/globals';
import { MemoryLedger } from '../../../adapters/memory/ledger.js';
import { MemoryBatchLedger } from '../../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import type { Observation } from '../../../src/observability/observation.js';
import { batchOf } from '../../../src/write/acknowledgements/acknowledged-batch.js';
import { BatchJournal } from '../../../src/write/batching/batch-journal.js';
import type { DropFrame } from '../../../src/write/batching/drop-frame.js';
import { newBatch } from '../../../src/write/drops/batch-after-move.js';
import { Journal } from '../../../src/write/journal.js';
import { batchIdOf, batchMoveOf, newBatchOf, QUEUE, sealed, walkBatch } from '../../contracts/batch-sample.js';
import { moveOf } from '../../contracts/ledger-sample.js';

/** The store, and what happens between its answer to `markOverdue` and whoever asked. */
class SlowBatches extends MemoryBatchLedger {
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override async markOverdue(id: string, at: string): Promise<boolean> {
    const isNew = await super.markOverdue(id, at);
    await this.meanwhile();
    return isNew;
  }
}

function stage() {
  const tables = new MemoryTables();
  const [ledger, batches, clock] = [new MemoryLedger(tables), new SlowBatches(tables), new ManualClock()];
  const observed: Observation[] = [];
  const observe = (each: Observation): void => void observed.push(each);
  const journal = new Journal(ledger, clock, observe);
  return { tables, ledger, batches, observed, journal, own: new BatchJournal({ batches, journal, clock, observe }) };
}

it('a batch that was closed while its overdue mark was stored stays closed', async () => {
  const { ledger, batches, own, journal } = stage();
  const batch = await walkBatch(batches, await sealed({ ledger, batches }, [1]), ['delivering', 'delivered']);
  await journal.standing.seed(ledger);
  await own.open(QUEUE).refresh();
  batches.meanwhile = async () => {
    const [member] = batch.members;
    const found = await ledger.find(member?.commandId ?? '');
    if (found !== undefined) await journal.move(found.command, moveOf(found.command, 'succeeded', { result: {} }));
    await own.move(batch, batchMoveOf(batch, 'closed'));
  };
  await own.markOverdue(batch, 1);
  expect(own.open(QUEUE).all()).toEqual([]);
});

it('a batch keeps where it stands when its overdue mark is noted, and is told of once', async () => {
  const { ledger, batches, own, observed } = stage();
  const batch = await walkBatch(batches, await sealed({ ledger, batches }, [1]), ['delivering', 'delivered']);
  await own.open(QUEUE).refresh();
  const before = { ...batch, state: 'delivering' as const };
  await own.markOverdue(before, 1);
  expect(own.open(QUEUE).all()).toMatchObject([{ batch: { state: 'delivered', overdueSince: expect.any(String) } }]);
  await own.markOverdue(before, 1);
  expect(observed.filter(({ kind }) => kind === 'acknowledgement-overdue')).toHaveLength(1);
});

it('an acknowledgement that comes late finds its batch, however many were closed since', async () => {
  const { tables, own } = stage();
  const closed = { ...newBatch(newBatchOf([], 1).batch), state: 'closed' as const };
  for (let number = 1; number <= 2_500; number += 1) {
    const batch = { ...closed, id: batchIdOf(number), sequence: number, acknowledgementName: `${number}.ACK` };
    tables.batches.set(batch.id, { batch, history: [], bytes: undefined });
  }
  const frame = { queue: QUEUE } as DropFrame;
  expect(await batchOf(frame, own, '1.ACK')).toMatchObject({ id: batchIdOf(1) });
  expect(await batchOf(frame, own, '0.ACK')).toBeUndefined();
});

it('reading 500 moved members back lets others have their turn', async () => {
  const { journal } = stage();
  const ids = Array.from({ length: 500 }, (_, index) => `unknown-${index}`);
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await journal.movedAlong(ids);
  over = true;
  expect(turns).toBeGreaterThanOrEqual(9);
});
