// Decides when a batch of one queue is closed, and seals it: by number of records or by time, whichever comes first.
// It must never give a number away that no file carries, nor let a command wait in a lease for others to come.
import { newId } from '../../kernel/ids.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Batch } from '../drops/batch.js';
import type { BatchJournal } from './batch-journal.js';
import type { DropFrame } from './drop-frame.js';
import { FileMaker } from './file-maker.js';
import type { Member } from './file-maker.js';
import { release, takeMembers } from './take-members.js';

/** Seals that may lose a race before the members go back. */
const MOST_TRIES = 3;

/** The batcher of one queue. */
export class Batcher {
  readonly #maker: FileMaker;
  #firstSeenAt: number | undefined;
  #usedUpAfter: { readonly last: number | undefined } | undefined;

  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
    private readonly batches: BatchJournal,
  ) {
    this.#maker = new FileMaker(frame, context);
  }

  /** Milliseconds until a batch is due; 0 when it is, undefined while nothing waits. */
  dueInMs(): number | undefined {
    const { journal, clock } = this.context;
    const { queue, rule } = this.frame;
    if (journal.standing.waiting(queue) === 0) this.#firstSeenAt = undefined;
    else this.#firstSeenAt ??= clock.monotonic();
    if (this.#firstSeenAt === undefined) return undefined;
    if (journal.standing.ready(queue) >= rule.records) return 0;
    return Math.max(0, this.#firstSeenAt + rule.everyMs - clock.monotonic());
  }

  /** Claims what waits and seals it; undefined when nothing could be. Rejects when the ledger fails. */
  async close(): Promise<Batch | undefined> {
    const last = await this.batches.lastSequence(this.frame.queue);
    this.#firstSeenAt = undefined;
    if (this.frame.drop.writer.nextSequence(last) === undefined) {
      this.#tellUsedUp(last);
      return undefined;
    }
    this.#usedUpAfter = undefined;
    const id = newId(this.context.clock);
    const members = await takeMembers(this.frame, this.context, id);
    return this.#seal(id, members, last);
  }

  async #seal(id: string, taken: readonly Member[], lastKnown: number | undefined): Promise<Batch | undefined> {
    let members = taken;
    let last = lastKnown;
    for (let tries = 0; tries < MOST_TRIES && members.length > 0; tries += 1) {
      const sequence = this.frame.drop.writer.nextSequence(last);
      const made = sequence === undefined ? undefined : await this.#maker.make(id, sequence, members);
      if (made === undefined) break;
      members = made.members;
      const sealed = await this.batches.seal(made.batch, last);
      if (sealed.kind === 'sealed') {
        await this.context.failpoint('batch-sealed', id);
        return sealed.batch;
      }
      if (sealed.kind === 'blocked') break;
      if (sealed.kind === 'out-of-sequence') last = sealed.last;
      else members = members.filter(({ command }) => !sealed.commandIds.includes(command.id));
    }
    await release(this.context, members, 'the batch could not be sealed');
    return undefined;
  }

  /** Said once for each number at which a layout stands. */
  #tellUsedUp(last: number | undefined): void {
    if (this.#usedUpAfter !== undefined && this.#usedUpAfter.last === last) return;
    this.#usedUpAfter = { last };
    this.context.observe({ kind: 'sequence-used-up', queue: this.frame.queue, last });
  }
}
