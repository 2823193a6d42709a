// Which batch a file of acknowledgements belongs to, and that the batch counts as published once there is one.
// It must never believe an acknowledgement of a file that was never sent.
import type { DropFrame } from '../batching/drop-frame.js';
import type { BatchJournal } from '../batching/batch-journal.js';
import type { Batch } from '../drops/batch.js';

/** Moves that may be overtaken by somebody else's before the file is left for later. */
const MOST_TRIES = 4;

/** The batch whose acknowledgement has this name: an open one, else the last one of that name that was closed. */
export async function batchOf(frame: DropFrame, batches: BatchJournal, fileName: string): Promise<Batch | undefined> {
  const { queue } = frame;
  const open = batches.open(queue);
  await open.refresh();
  const found = open.all().find(({ batch }) => batch.acknowledgementName === fileName);
  if (found !== undefined) return found.batch;
  const [closed] = await batches.list({ queue, acknowledgementName: fileName, states: ['closed'], limit: 1 });
  return closed;
}

/** Whether the file of the batch may ever have left the gateway. */
export function wasSent({ state, attempts }: Batch): boolean {
  return state !== 'sealed' || attempts > 0;
}

/** The ERP speaks of the batch, so it has it, whatever was believed. Throws when the batch moves faster than this. */
export async function countAsDelivered(batches: BatchJournal, batch: Batch, fileName: string): Promise<void> {
  const evidence = { acknowledgedBy: fileName };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const open = batches.open(batch.queue);
    await open.refresh();
    const now = open.all().find((each) => each.batch.id === batch.id)?.batch;
    if (now === undefined || now.state === 'delivered') return;
    if (now.state === 'sealed') {
      const parkedReason = 'It was acknowledged although it counted as not published.';
      await batches.step(now, 'parked', { parkedReason, evidence });
    } else {
      await batches.step(now, 'delivered', { evidence });
    }
  }
  throw new Error(`batch ${batch.id} does not stand still`);
}
