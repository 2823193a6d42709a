// Follows published batches of one queue whose commands nobody has settled: raises the alarm when an acknowledgement is
// overdue, asks the ERP where it can be asked, and lets silence count where the layout says that it means success.
// It must never send a file again: late is not lost.
import { backoffMs } from '../dispatch/backoff.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Acknowledgement } from '../../facade/binding-of-drops.js';
import type { BatchJournal } from '../batching/batch-journal.js';
import type { DropFrame } from '../batching/drop-frame.js';
import type { OpenBatch } from '../batching/open-batches.js';
import { AskForMembers } from './ask-for-members.js';
import type { FolderSeen } from './folder-seen.js';
import { Silence } from './silence.js';

interface Asking {
  tries: number;
  /** Monotonic milliseconds. */
  nextAt: number;
}

/** The published batches of one queue. */
export class AwaitedBatches {
  readonly #asking = new Map<string, Asking>();
  readonly #asker: AskForMembers;
  readonly #silence: Silence;

  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {
    this.#asker = new AskForMembers(frame, context);
    this.#silence = new Silence(frame, context);
  }

  /** One round over all of them. Rejects when the ledger fails. */
  async look(seen: FolderSeen, stopping: AbortSignal): Promise<void> {
    const open = this.batches.open(this.frame.queue);
    await open.refresh();
    const awaited = open.all().filter(({ batch, unsettled }) => batch.state === 'delivered' && unsettled.size > 0);
    for (const id of this.#asking.keys()) if (!awaited.some(({ batch }) => batch.id === id)) this.#asking.delete(id);
    this.#silence.forgetAllBut(new Set(awaited.map(({ batch }) => batch.id)));
    for (const each of awaited) {
      if (stopping.aborted) return;
      await this.#lookAt(each, seen, stopping);
    }
  }

  async #lookAt(awaited: OpenBatch, seen: FolderSeen, stopping: AbortSignal): Promise<void> {
    const { acknowledgement } = this.frame.layout;
    if (acknowledgement.kind === 'none') return this.#unanswerable(awaited);
    if (acknowledgement.match === 'errors-only' && acknowledgement.settlesMs !== undefined)
      await this.#silence.look(awaited, { settlesMs: acknowledgement.settlesMs, seen }, stopping);
    await this.#overdue(awaited, acknowledgement);
  }

  async #overdue(
    { batch, unsettled }: OpenBatch,
    { overdueMs }: Extract<Acknowledgement, { kind: 'file' }>,
  ): Promise<void> {
    if (unsettled.size === 0 || this.#waitedMs(batch.deliveredAt) < overdueMs) return;
    if (batch.overdueSince === undefined) await this.batches.markOverdue(batch, unsettled.size);
    if (this.#isTimeToAsk(batch.id)) await this.#asker.ask(unsettled);
  }

  /** Nothing comes back for these: the ERP is asked until it answers or the time is up. */
  async #unanswerable({ batch, unsettled }: OpenBatch): Promise<void> {
    const { question } = this.frame.drop;
    if (question === undefined) return this.#asker.park(unsettled, NOBODY_TO_ASK);
    if (!this.#isTimeToAsk(batch.id)) return;
    await this.#asker.ask(unsettled);
    const { unacknowledgedMs } = this.context.dropTimes;
    if (this.#waitedMs(batch.deliveredAt) < unacknowledgedMs) return;
    await this.#asker.park(
      unsettled,
      `No trace of it was found within ${unacknowledgedMs / 1000} s of publishing its file.`,
    );
  }

  /** Not while nobody may be asked: that is nobody's answer, and the time is not up before somebody was asked again. */
  #isTimeToAsk(id: string): boolean {
    const { clock, verify, dropTimes, random, lanes } = this.context;
    const { question } = this.frame.drop;
    if (question === undefined || lanes.get(question.asked)?.shut() !== undefined) return false;
    const asking = this.#asking.get(id) ?? { tries: 0, nextAt: 0 };
    this.#asking.set(id, asking);
    if (asking.nextAt > clock.monotonic()) return false;
    asking.tries += 1;
    const bounds = { firstBackoffMs: verify.firstBackoffMs, longestBackoffMs: dropTimes.longestAskMs };
    asking.nextAt = clock.monotonic() + backoffMs(asking.tries, bounds, random);
    return true;
  }

  #waitedMs(deliveredAt: string | undefined): number {
    return deliveredAt === undefined ? 0 : this.context.clock.now() - Date.parse(deliveredAt);
  }
}

const NOBODY_TO_ASK = 'Nothing comes back for this file, and the facade names no way to find out whether it happened.';
