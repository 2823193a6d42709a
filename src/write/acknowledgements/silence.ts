// Where only refusals are told: what nobody refused counts as done once the file was taken in and the time the layout
// gives the batch job has passed. It must never take a file for taken in that nobody saw gone, nor call it silence when
// the folder could not be looked at.
import { startDeadline } from '../../kernel/deadline.js';
import type { Sighting } from '../../legacy/file-drop.js';
import { fileDropOf } from '../batching/file-drop-of.js';
import type { DropFrame } from '../batching/drop-frame.js';
import type { OpenBatch } from '../batching/open-batches.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { moveOf } from '../dispatch/moves-of.js';
import type { Batch } from '../drops/batch.js';
import { failureText } from '../../kernel/failure-text.js';
import type { FolderSeen } from './folder-seen.js';

/** What silence is judged by. */
interface Hearing {
  readonly settlesMs: number;
  readonly seen: FolderSeen;
}

const NO_BYTES = new Uint8Array();

/** The silences of one queue. */
export class Silence {
  /** When each batch was first seen to be taken in, in monotonic milliseconds; a restart counts anew. */
  readonly #takenInAt = new Map<string, number>();

  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
  ) {}

  /** Settles the batch's commands if the silence has lasted long enough. Rejects when the ledger fails. */
  async look({ batch, unsettled }: OpenBatch, { settlesMs, seen }: Hearing, stopping: AbortSignal): Promise<void> {
    const takenInAt = this.#takenInAt.get(batch.id) ?? (await this.#takenIn(batch, stopping));
    if (takenInAt === undefined || seen.listedAt === undefined) return;
    if (seen.listedAt - takenInAt < settlesMs || seen.pending.has(batch.acknowledgementName ?? '')) return;
    for (const id of [...unsettled]) await this.#settle(id, { silentMs: settlesMs, batch: batch.id });
  }

  forgetAllBut(ids: ReadonlySet<string>): void {
    for (const id of this.#takenInAt.keys()) if (!ids.has(id)) this.#takenInAt.delete(id);
  }

  async #takenIn(batch: Batch, stopping: AbortSignal): Promise<number | undefined> {
    const sighting = await this.#sight(batch, stopping);
    if (sighting === undefined || !isTakenIn(sighting, this.frame.can.archive)) return undefined;
    const now = this.context.clock.monotonic();
    this.#takenInAt.set(batch.id, now);
    return now;
  }

  async #sight(batch: Batch, stopping: AbortSignal): Promise<Sighting | undefined> {
    const { context, frame } = this;
    const lane = required(context.lanes, frame.channel);
    if (lane.shut() !== undefined) return undefined;
    try {
      const look = (): Promise<Sighting> => {
        const drop = fileDropOf(context, frame.channel, batch, NO_BYTES);
        const deadline = startDeadline(context.clock, required(context.limits, frame.channel).timeoutMs);
        const looked = frame.sides.drops.look(drop, batch.acknowledgementName, deadline.signal);
        return looked.finally(() => deadline[Symbol.dispose]());
      };
      return await lane.run(stopping, look, { sort: 'look' });
    } catch (error) {
      context.observe({ kind: 'warning', topic: 'drops', text: `${frame.queue}: ${failureText(error)}` });
      return undefined;
    }
  }

  async #settle(id: string, evidence: { readonly silentMs: number; readonly batch: string }): Promise<void> {
    const { journal } = this.context;
    const command = (await journal.find(id))?.command;
    if (command?.state !== 'delivered') return;
    await journal.move(command, moveOf(command, 'succeeded', journal.instant(), { result: {}, evidence }));
  }
}

/** Seen in the archive; where there is none, gone from the inbox in which it was known to be. */
function isTakenIn({ inbox, archive }: Sighting, hasArchive: boolean): boolean {
  return hasArchive ? archive === 'same' : inbox === 'absent';
}
