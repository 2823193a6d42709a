// Claims the commands of a batch and turns each into its record. One that does not fit any more is parked at once, alone.
// It must never leave a claimed command behind without saying where it went.
import { sentenceOf, fitOf } from '../dispatch/misfit.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { moveOf } from '../dispatch/moves-of.js';
import type { Command } from '../command.js';
import type { RecordImage } from '../../legacy/layouts/record-image.js';
import type { DropFrame } from './drop-frame.js';

/** A claimed command and its record. */
export interface Member {
  readonly command: Command;
  readonly image: RecordImage;
}

/** Leases what may go into the next file, in the order of acceptance. */
export async function takeMembers(
  { queue, rule }: DropFrame,
  context: DispatchContext,
  batchId: string,
): Promise<readonly Member[]> {
  const { journal, times, worker, writes } = context;
  const [now, leaseUntil] = [journal.instant(), journal.instant(times.leaseMs)];
  const claimed = await journal.claim({ channel: queue, most: rule.records, worker, now, leaseUntil });
  await context.failpoint('batch-claimed', batchId);
  const members: Member[] = [];
  for (const command of claimed) {
    if (command.state !== 'leased') continue;
    const fit = fitOf('drop', writes.find(command.version, command.operation), command);
    const image = fit.fits ? fit.write.image(command) : undefined;
    if (image?.ok === true) members.push({ command, image: image.value });
    else await park(context, command, fit.fits ? sentenceOf(image?.faults ?? []) : fit.reason);
  }
  return members;
}

/** A person must look at a command that no file can hold. */
export async function park({ journal }: DispatchContext, command: Command, parkedReason: string): Promise<void> {
  const brings = { parkedReason, evidence: { notSent: parkedReason } };
  await journal.move(command, moveOf(command, 'parked', journal.instant(), brings));
}

/** Claimed commands go back to their places. */
export async function release(
  { journal }: DispatchContext,
  members: readonly Member[],
  released: string,
): Promise<void> {
  for (const { command } of members)
    await journal.move(command, moveOf(command, 'accepted', journal.instant(), { evidence: { released } }));
}
