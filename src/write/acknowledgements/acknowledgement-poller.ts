// Follows what comes back on one channel: looks into the folder of acknowledgements every few seconds, deals with whole
// files one after the other, then with batches that wait in vain. It must never let one bad file keep the others waiting.
import { startDeadline } from '../../kernel/deadline.js';
import type { CancelTimer } from '../../kernel/clock.js';
import { settledWithin } from '../../kernel/settled-within.js';
import type { FoundFile } from '../../legacy/acknowledgement-folder.port.js';
import type { BatchJournal } from '../batching/batch-journal.js';
import type { DropFrame } from '../batching/drop-frame.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { failureText } from '../../kernel/failure-text.js';
import { AcknowledgementFile } from './acknowledgement-file.js';
import { AwaitedBatches } from './awaited-batches.js';
import type { FolderSeen } from './folder-seen.js';
import { StableFiles } from './stable-files.js';
import type { StableFile } from './stable-files.js';

/** Rounds in which a file that could not be dealt with is left alone. */
const ROUNDS_OF_REST = 5;

interface Follower {
  readonly frame: DropFrame;
  readonly files: AcknowledgementFile;
  readonly awaited: AwaitedBatches;
}

/** One channel. Started once, stopped once. */
export class AcknowledgementPoller {
  readonly #followers: readonly Follower[];
  readonly #stable = new StableFiles();
  readonly #stopping = new AbortController();
  #cancelTimer: CancelTimer = () => undefined;
  #round: Promise<void> = Promise.resolve();

  /** `frames` are those of the queues of this channel. */
  constructor(
    readonly channel: string,
    private readonly frames: readonly DropFrame[],
    private readonly context: DispatchContext,
    batches: BatchJournal,
  ) {
    this.#followers = frames.map((frame) => ({
      frame,
      files: new AcknowledgementFile(frame, context, batches),
      awaited: new AwaitedBatches(frame, context, batches),
    }));
  }

  start(): void {
    this.#round = this.#look().finally(() => {
      if (this.#stopping.signal.aborted) return;
      this.#cancelTimer = this.context.clock.after(this.context.dropTimes.acknowledgementPollMs, () => this.start());
    });
  }

  /** Waits at most `graceMs` milliseconds for the file that is being dealt with; it is dealt with again after a start. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort(new Error('the gateway is stopping'));
    this.#cancelTimer();
    await settledWithin(this.context.clock, graceMs, this.#round);
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const listedAt = this.context.clock.monotonic();
    const files = await this.#list();
    const pending = new Set(files?.map(({ name }) => name));
    for (const stable of files === undefined ? [] : this.#stable.look(files, listedAt)) {
      if (this.#stopping.signal.aborted) return;
      if (await this.#deal(stable)) pending.delete(stable.file.name);
    }
    await this.#followUp({ listedAt: files === undefined ? undefined : listedAt, pending });
  }

  /** Undefined when the folder cannot be listed, or there is none. */
  async #list(): Promise<readonly FoundFile[] | undefined> {
    const { lanes, limits, clock } = this.context;
    const folder = this.frames[0]?.sides.acknowledgements;
    const lane = required(lanes, this.channel);
    if (folder === undefined || lane.shut() !== undefined) return undefined;
    const list = async (): Promise<readonly FoundFile[]> => {
      using deadline = startDeadline(clock, required(limits, this.channel).timeoutMs, this.#stopping.signal);
      return await folder.list(deadline.signal);
    };
    try {
      return await lane.run(this.#stopping.signal, list, { sort: 'list' });
    } catch (error) {
      this.#warn('listing acknowledgements', error);
      return undefined;
    }
  }

  /** True once the file is put away. A file that no layout of the channel knows is left alone. */
  async #deal(stable: StableFile): Promise<boolean> {
    const { name } = stable.file;
    const { clock, dropTimes } = this.context;
    const follower = this.#followers.find(({ frame }) => frame.drop.reader?.matches(name) !== undefined);
    if (follower === undefined) return true;
    try {
      const end = await follower.files.deal(stable, this.#stopping.signal);
      if (end === 'done') return true;
      this.#stable.postpone(name, clock.monotonic() + dropTimes.patienceMs - stable.stableMs);
    } catch (error) {
      this.#warn(`acknowledgement ${name}`, error);
      this.#stable.postpone(name, clock.monotonic() + ROUNDS_OF_REST * dropTimes.acknowledgementPollMs);
    }
    return false;
  }

  async #followUp(seen: FolderSeen): Promise<void> {
    for (const { frame, awaited } of this.#followers) {
      try {
        await awaited.look(seen, this.#stopping.signal);
      } catch (error) {
        this.#warn(`batches of ${frame.queue}`, error);
      }
    }
  }

  #warn(what: string, error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    this.context.observe({ kind: 'warning', topic: 'drops', text: `${what}: ${failureText(error)}` });
  }
}
