// Publishes a sealed batch: the try is on disk before the first byte leaves, and its outcome after it.
// It must never publish inside a closed time, nor count anything as not published that may have been.
import type { RetryLimits } from '../../facade/binding.js';
import { startDeadline } from '../../kernel/deadline.js';
import type { FileDrop, PublishOutcome } from '../../legacy/file-drop.js';
import type { HeldSlot } from '../../protection/lanes/slot.js';
import { backoffMs } from '../dispatch/backoff.js';
import { DEFAULT_RETRY, usedUp } from '../dispatch/decision.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Batch } from '../drops/batch.js';
import type { BatchJournal } from './batch-journal.js';
import type { DropFrame } from './drop-frame.js';
import { fileDropOf } from './file-drop-of.js';

/** A try that is over. */
interface Tried {
  readonly batch: Batch;
  readonly outcome: PublishOutcome;
}

/** The publisher of one queue. */
export class Publisher {
  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {}

  /**
   * One try; resolves to false when it could not begin. `stopping` ends waiting for a slot of the lane; a publication that
   * has begun is finished. Rejects when the ledger fails or there is no slot; then the batch is where the ledger says.
   */
  async publish(batch: Batch, stopping: AbortSignal): Promise<boolean> {
    const found = await this.batches.find(batch.id);
    if (found?.bytes === undefined) {
      await this.batches.step(batch, 'parked', { parkedReason: 'The bytes of the file are not in the ledger.' });
      return true;
    }
    const { bytes } = found;
    const lane = required(this.context.lanes, this.frame.channel);
    const publish = async (_signal: AbortSignal, slot: HeldSlot): Promise<Tried | undefined> => {
      const end = await this.#try(batch, bytes);
      if (end === undefined) slot.tells('nothing');
      else if (end.outcome.kind === 'nothing-published' || end.outcome.kind === 'unknown') slot.tells('bad');
      return end;
    };
    const tried = await lane.run(stopping, publish, { sort: 'publish' });
    if (tried !== undefined) await this.#conclude(tried);
    return tried !== undefined;
  }

  async #try(sealed: Batch, bytes: Uint8Array): Promise<Tried | undefined> {
    const { journal, clock, times } = this.context;
    const { channel, sides } = this.frame;
    if (this.#isClosed()) return undefined;
    const { timeoutMs } = required(this.context.limits, channel);
    const drop = fileDropOf(this.context, channel, sealed, bytes);
    const leaseUntil = journal.instant(timeoutMs + times.graceMs);
    const moved = await this.batches.step(sealed, 'delivering', { leaseUntil });
    if (moved.kind !== 'moved') return undefined;
    const startedAt = clock.monotonic();
    using deadline = startDeadline(clock, timeoutMs);
    const outcome = await sides.drops.publish(drop, deadline.signal).catch(brokenPromise);
    this.#tell(moved.batch, drop, outcome, clock.monotonic() - startedAt);
    await this.context.failpoint('published', sealed.id);
    return { batch: moved.batch, outcome };
  }

  async #conclude({ batch, outcome }: Tried): Promise<void> {
    switch (outcome.kind) {
      case 'published':
        await this.batches.step(batch, 'delivered', { evidence: { published: outcome.checked } });
        return;
      case 'nothing-published':
        return this.#again(batch, outcome.reason);
      case 'name-taken':
        await this.batches.step(batch, 'unknown', { evidence: { unknown: 'A file of this name is there already.' } });
        return;
      case 'unknown':
        await this.batches.step(batch, 'unknown', { evidence: { unknown: outcome.reason } });
    }
  }

  /** Back to `sealed` after a pause, or to a person when every try is used up. A closed time uses no try up. */
  async #again(batch: Batch, nothingPublished: string): Promise<void> {
    const { journal, limits, random } = this.context;
    const retry: RetryLimits = required(limits, this.frame.channel).retry ?? DEFAULT_RETRY;
    const parkedReason = this.#isClosed() ? undefined : usedUp(batch.attempts, retry);
    const evidence = { nothingPublished };
    if (parkedReason !== undefined) {
      await this.batches.step(batch, 'parked', { parkedReason, evidence });
      return;
    }
    const notBefore = journal.instant(backoffMs(batch.attempts, retry, random));
    const moved = await this.batches.step(batch, 'sealed', { notBefore, evidence });
    if (moved.kind !== 'hindered') return;
    const settled = 'A record of this file was settled although the file was not published.';
    await this.batches.step(batch, 'parked', { parkedReason: settled, evidence });
  }

  #isClosed(): boolean {
    const { closed, clock } = this.context;
    return closed(this.frame.channel, clock.now()) !== undefined;
  }

  #tell(batch: Batch, drop: FileDrop, outcome: PublishOutcome, durationMs: number): void {
    const { id: batchId, queue, fileName, attempts: attempt } = batch;
    this.context.observe({
      kind: 'publication-ended',
      ...{ batchId, queue, fileName, attempt, durationMs },
      outcome: outcome.kind,
      checked: outcome.kind === 'published' ? outcome.checked : undefined,
      bytes: drop.bytes.length,
      internal: 'reason' in outcome ? outcome.reason : undefined,
    });
  }
}

/** A channel promises never to reject. One that does has lost track of its file, and that is all that is known. */
function brokenPromise(error: unknown): PublishOutcome {
  return { kind: 'unknown', reason: `the channel failed: ${String(error)}` };
}
