// Deals with one file of acknowledgements: reads all of it, settles what it says, keeps for people what cannot be
// believed, and only then puts it away. All of it can be done twice without harm, so a crash anywhere is none.
// It must never settle anything from a file that may still be growing.
import type { FoundFile } from '../../legacy/acknowledgement-folder.port.js';
import { startDeadline } from '../../kernel/deadline.js';
import type { DropFrame } from '../batching/drop-frame.js';
import type { BatchJournal } from '../batching/batch-journal.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Batch } from '../drops/batch.js';
import { batchOf, countAsDelivered, wasSent } from './acknowledged-batch.js';
import { Collected } from './collected.js';
import type { Verdict } from './collected.js';
import { inPieces } from './in-pieces.js';
import { ReviewItems } from './review-items.js';
import { settleVerdict } from './settle-verdict.js';
import type { StableFile } from './stable-files.js';

/** `later`: it could not be read whole and may still be growing. */
export type FileEnd = 'done' | 'later';

/** Commands settled at once: a page of commits that can share one sync. */
const AT_ONCE = 50;

/** Files of one queue. */
export class AcknowledgementFile {
  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {}

  /** Rejects with a ChannelFault when the server, and otherwise when the ledger fails; then it is read again later. */
  async deal({ file, stableMs }: StableFile, stopping: AbortSignal): Promise<FileEnd> {
    const { context, frame } = this;
    const startedAt = context.clock.monotonic();
    const named = await batchOf(frame, this.batches, file.name);
    const batch = named !== undefined && wasSent(named) ? named : undefined;
    const reviews = new ReviewItems(frame.queue, file.name, context.journal.instant());
    const collected = await this.#collect(file, { batch, reviews }, stopping);
    await context.failpoint('acknowledgement-read', file.name);
    if (collected.unreadable > 0 && stableMs < context.dropTimes.patienceMs) return 'later';
    const counts = await this.#settle(batch, collected, { reviews, file });
    await this.#review(reviews);
    await context.failpoint('acknowledgement-settled', file.name);
    await this.#putAway(file.name, stopping);
    context.observe({
      kind: 'acknowledgement-read',
      queue: frame.queue,
      fileName: file.name,
      batchId: batch?.id,
      records: collected.records,
      settled: counts.settled,
      repeated: collected.repeated + counts.repeated,
      reviews: reviews.count,
      durationMs: context.clock.monotonic() - startedAt,
    });
    return 'done';
  }

  async #collect(
    file: FoundFile,
    { batch, reviews }: { readonly batch: Batch | undefined; readonly reviews: ReviewItems },
    stopping: AbortSignal,
  ): Promise<Collected> {
    const { frame, context } = this;
    const { acknowledgement } = frame.layout;
    const { reader } = frame.drop;
    const { acknowledgements: folder } = frame.sides;
    if (acknowledgement.kind === 'none' || reader === undefined || folder === undefined)
      throw new RangeError(`${frame.queue} has no acknowledgements`);
    const isCommand = async (id: string): Promise<boolean> => (await context.journal.find(id)) !== undefined;
    const collected = new Collected({ match: acknowledgement.match, batch, reviews, isCommand });
    const read = async (): Promise<void> => {
      using deadline = startDeadline(context.clock, context.dropTimes.readMs, stopping);
      for await (const record of reader.read(folder.read(file, deadline.signal))) await collected.add(record);
    };
    // As long as the file is, and as our own ledger takes to find its commands.
    await required(context.lanes, frame.channel).run(stopping, read, { untimed: true });
    return collected;
  }

  /** What the ERP speaks of has arrived there, whatever was known of its file. */
  async #settle(
    batch: Batch | undefined,
    { verdicts }: Collected,
    { reviews, file }: { readonly reviews: ReviewItems; readonly file: FoundFile },
  ): Promise<Record<'settled' | 'repeated', number>> {
    const counts = { settled: 0, repeated: 0 };
    if (batch === undefined) return counts;
    const { acknowledgement } = this.frame.layout;
    const isWord = verdicts.size > 0 || (acknowledgement.kind === 'file' && acknowledgement.match === 'errors-only');
    if (isWord) await countAsDelivered(this.batches, batch, file.name);
    await inPieces([...verdicts.values()], AT_ONCE, async (verdict: Verdict) => {
      const end = await settleVerdict(this.context, this.frame, verdict, file.name);
      if (end.kind === 'review') reviews.add(end.finding);
      else counts[end.kind] += 1;
    });
    return counts;
  }

  async #review(reviews: ReviewItems): Promise<void> {
    const items = reviews.items();
    if (items.length === 0 || (await this.context.reviews.put(items)) === 0) return;
    for (const { queue, fileName, line, kind: review, commandId } of items)
      this.context.observe({ kind: 'review-needed', queue, fileName, line, review, commandId });
  }

  async #putAway(name: string, stopping: AbortSignal): Promise<void> {
    const { context, frame } = this;
    const { timeoutMs } = required(context.limits, frame.channel);
    const putAway = async (): Promise<void> => {
      using deadline = startDeadline(context.clock, timeoutMs);
      await frame.sides.acknowledgements?.putAway(name, deadline.signal);
    };
    await required(context.lanes, frame.channel).run(stopping, putAway, { sort: 'put away' });
  }
}
