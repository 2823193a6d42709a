// Batches for the contract of their ledger, short enough to read in a test.
import type { Command } from '../../src/write/command.js';
import type {
  Batch,
  BatchLedger,
  BatchMove,
  BatchMoved,
  NewBatch,
  SealedBatch,
} from '../../src/write/drops/batch-ledger.port.js';
import type { BatchState } from '../../src/write/drops/batch.js';
import type { Ledger } from '../../src/write/ledger.port.js';
import { at, claimAt, newWrite } from './ledger-sample.js';

export const QUEUE = 'inbox/amendments';

/** An id that sorts by number. */
export function batchIdOf(number: number): string {
  return `01JB${String(number).padStart(22, '0')}`;
}

/** Accepts and leases commands with these numbers. */
export async function leased(ledger: Ledger, numbers: readonly number[], queue = QUEUE): Promise<readonly Command[]> {
  for (const number of numbers) await ledger.append(newWrite(number, { channel: queue }));
  return claimAt(ledger, 0, { channel: queue, most: numbers.length });
}

/** A batch of leased commands: its sequence, and whatever the test is about. */
export function newBatchOf(
  commands: readonly Command[],
  sequence: number,
  wanted: Partial<SealedBatch> = {},
): NewBatch {
  const batch: SealedBatch = {
    id: batchIdOf(sequence),
    queue: QUEUE,
    sequence,
    date: '2026-11-20',
    fileName: `AMD-20261120-${sequence}.txt`,
    acknowledgementName: `AMD-20261120-${sequence}.ack`,
    sha256: 'ab'.repeat(32),
    members: commands.map(({ id }, index) => ({ commandId: id, line: index + 2, businessKey: `SO-${index}` })),
    sealedAt: at(1),
    ...wanted,
  };
  return { batch, bytes: Buffer.from(`file ${sequence}`), fences: commands.map(({ fence }) => fence) };
}

/** Accepts, leases and seals commands with these numbers; the batch takes the next number of the queue. */
export async function sealed(
  { ledger, batches }: { readonly ledger: Ledger; readonly batches: BatchLedger },
  numbers: readonly number[],
  queue = QUEUE,
): Promise<Batch> {
  const last = await batches.lastSequence(queue);
  const sequence = (last ?? 0) + 1;
  const id = batchIdOf(queue === QUEUE ? sequence : sequence + 1000);
  const answer = await batches.seal(newBatchOf(await leased(ledger, numbers, queue), sequence, { queue, id }), last);
  if (answer.kind !== 'sealed') throw new Error(`the batch was not sealed: ${answer.kind}`);
  return answer.batch;
}

/** The move of a batch as it stands to another state, with what that state needs. */
export function batchMoveOf(batch: Batch, to: BatchState, wanted: Partial<BatchMove> = {}): BatchMove {
  return {
    id: batch.id,
    from: batch.state,
    fence: batch.fence,
    to,
    entry: { at: at(2), state: to, by: 'gateway' },
    ...(to === 'delivering' && { leaseUntil: at(60) }),
    ...(to === 'parked' && { parkedReason: 'nobody knows where the file is' }),
    ...wanted,
  };
}

/** A person's entry. */
export function decided(state: BatchState): Pick<BatchMove, 'entry'> {
  return { entry: { at: at(3), state, by: 'operator', reason: 'asked the ERP desk' } };
}

/** Walks a batch through states, insisting that every move is made; resolves how it stands then. */
export async function walkBatch(batches: BatchLedger, batch: Batch, states: readonly BatchState[]): Promise<Batch> {
  let now = batch;
  for (const state of states) now = insistBatch(await batches.move(batchMoveOf(now, state)));
  return now;
}

/** The batch of a move that must have been made. */
export function insistBatch(moved: BatchMoved): Batch {
  if (moved.kind !== 'moved') throw new Error(`the move was not made: ${moved.kind}`);
  return moved.batch;
}
