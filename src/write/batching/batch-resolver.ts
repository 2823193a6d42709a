// Finds out whether a file of unknown whereabouts was published: in the inbox, in the archive, by its acknowledgement.
// A no needs the session to be over and two looks, some seconds apart, that saw everything and found nothing. Whatever
// is not proven in time goes to a person. It must never let a second file out without that proof.
import type { RetryLimits } from '../../facade/binding.js';
import { startDeadline } from '../../kernel/deadline.js';
import type { Sighting } from '../../legacy/file-drop.js';
import { backoffMs } from '../dispatch/backoff.js';
import { DEFAULT_RETRY } from '../dispatch/decision.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Json } from '../command.js';
import type { Batch } from '../drops/batch.js';
import type { BatchJournal, BatchBrings } from './batch-journal.js';
import type { DropFrame } from './drop-frame.js';
import { fileDropOf } from './file-drop-of.js';
import { TimeLeftAlone } from '../verify/time-left-alone.js';
import { verdictOf } from './sighting-verdict.js';

/** Shortest pause between two looks, should chance say none. */
const LEAST_PAUSE_MS = 100;

/** What is remembered of the looks for one batch. Times are monotonic milliseconds. */
interface Search {
  readonly batchId: string;
  readonly fence: number;
  readonly since: number;
  /** Time in which nobody could look, and which does not count. */
  readonly waited: TimeLeftAlone;
  looks: number;
  /** When a look first missed the file everywhere. */
  missedAt: number | undefined;
}

/** The resolver of one queue. */
export class BatchResolver {
  #search: Search | undefined;

  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {}

  /** One look, and what follows from it; resolves to the milliseconds until the next one. Rejects when the ledger fails. */
  async look(batch: Batch, stopping: AbortSignal): Promise<number> {
    const search = this.#searchFor(batch);
    const againInMs = search.waited.againInMs(this.frame.channel);
    if (againInMs !== undefined) return againInMs;
    const sighting = await this.#sight(batch, stopping);
    if (stopping.aborted) return 0;
    search.looks += 1;
    const seen = sighting instanceof Error ? { kind: 'open' as const, reason: sighting.message } : verdictOf(sighting);
    if (!(sighting instanceof Error)) this.#tell(batch, sighting, seen.kind);
    const evidence = evidenceOf(sighting, search.looks);
    switch (seen.kind) {
      case 'published':
        return this.#step(batch, 'delivered', { evidence });
      case 'other-file':
        return this.#step(batch, 'parked', { evidence, parkedReason: seen.reason });
      case 'not-published':
        return this.#missed(batch, search, evidence);
      case 'open':
        search.missedAt = undefined;
        return this.#later(batch, search, seen.reason, evidence);
    }
  }

  /** Nothing anywhere: a proof only where the server can be believed, the session is over, and it was so before. */
  async #missed(batch: Batch, search: Search, evidence: Json): Promise<number> {
    const { clock, times, dropTimes } = this.context;
    const { can } = this.frame;
    if (!can.archive || !can.list || !can.read || !can.renameNoOverwrite)
      return this.#later(batch, search, 'This server does not let an absent file prove anything.', evidence);
    const overInMs = search.since + times.graceMs - clock.monotonic();
    if (overInMs > 0) return overInMs;
    search.missedAt ??= clock.monotonic();
    const againInMs = search.missedAt + dropTimes.secondLookMs - clock.monotonic();
    if (againInMs > 0) return againInMs;
    const retry: RetryLimits = required(this.context.limits, this.frame.channel).retry ?? DEFAULT_RETRY;
    if (batch.attempts >= retry.attempts) {
      const parkedReason = `All ${retry.attempts} attempts are used up; the file was proven not to be there after the last.`;
      return this.#step(batch, 'parked', { parkedReason, evidence });
    }
    return this.#step(batch, 'sealed', { evidence: { provenNo: evidence } });
  }

  async #later(batch: Batch, search: Search, reason: string, evidence: Json): Promise<number> {
    const { clock, verify, random } = this.context;
    if (clock.monotonic() - search.since - search.waited.ms < verify.giveUpMs)
      return Math.max(LEAST_PAUSE_MS, backoffMs(search.looks, verify, random));
    const parkedReason = `Nobody can tell whether this file was published. ${reason}`;
    return this.#step(batch, 'parked', { parkedReason, evidence });
  }

  async #step(batch: Batch, to: 'delivered' | 'sealed' | 'parked', brings: BatchBrings): Promise<number> {
    this.#search = undefined;
    const moved = await this.batches.step(batch, to, brings);
    if (moved.kind !== 'hindered') return 0;
    const parkedReason = 'A record of this file was settled although the file is proven not to be there.';
    await this.batches.step(batch, 'parked', { ...brings, parkedReason });
    return 0;
  }

  /** A person's decision to look again, or a new try, begins a new search. */
  #searchFor({ id: batchId, fence }: Batch): Search {
    if (this.#search?.batchId !== batchId || this.#search.fence !== fence) {
      const since = this.context.clock.monotonic();
      const waited = new TimeLeftAlone(this.context);
      this.#search = { batchId, fence, since, waited, looks: 0, missedAt: undefined };
    }
    return this.#search;
  }

  /** What is seen, or why nothing could be. */
  async #sight(batch: Batch, stopping: AbortSignal): Promise<Sighting | Error> {
    const { lanes, limits, clock } = this.context;
    const { channel, sides } = this.frame;
    try {
      // The sight of a file is by its hash: the bytes themselves may have been erased.
      const bytes = (await this.batches.find(batch.id))?.bytes ?? new Uint8Array();
      const look = (): Promise<Sighting> => {
        const drop = fileDropOf(this.context, channel, batch, bytes);
        const deadline = startDeadline(clock, required(limits, channel).timeoutMs);
        const looked = sides.drops.look(drop, batch.acknowledgementName, deadline.signal);
        return looked.finally(() => deadline[Symbol.dispose]());
      };
      return await required(lanes, channel).run(stopping, look, { sort: 'look' });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #tell(
    { id: batchId, queue, fileName }: Batch,
    sighting: Sighting,
    verdict: ReturnType<typeof verdictOf>['kind'],
  ): void {
    this.context.observe({ kind: 'batch-looked-for', batchId, queue, fileName, ...sighting, verdict });
  }
}

function evidenceOf(sighting: Sighting | Error, looks: number): Json {
  return sighting instanceof Error ? { looks, notSeen: sighting.message } : { looks, ...sighting };
}
