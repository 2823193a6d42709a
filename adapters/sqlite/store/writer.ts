// The writer thread as the main thread sees it: started, given writes, closed, and noticed when it dies.
// It must never leave a write without an answer.
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../../../src/write/ledger.port.js';
import { DigestFilter } from './digest-filter.js';
import { GroupCommit, type Standing } from './group-commit.js';
import type { Operation } from './operation.js';
import { messageOf } from './sqlite-error.js';
import type { StoreFolder } from './store-folder.js';
import { repliesOf, sentOrders } from './thread-messages.js';
import type { ThreadData, ThreadMessage, ThreadOrder } from './thread-messages.js';
import type { ThreadProgram } from './thread-program.js';

/** The only way anything is written to a store. */
export class Writer {
  /** Marks of commands; complete some time after the start. */
  readonly knownMarks: DigestFilter;
  readonly #folder: StoreFolder;
  readonly #thread: Worker;
  readonly #commits: GroupCommit;
  readonly #ended: Promise<void>;

  private constructor(folder: StoreFolder, program: ThreadProgram) {
    this.#folder = folder;
    const knownMarks = DigestFilter.memory();
    this.knownMarks = new DigestFilter(knownMarks);
    this.#thread = new Worker(program.file, {
      workerData: { path: folder.database, knownMarks } satisfies ThreadData,
      execArgv: [...program.nodeOptions],
    });
    this.#commits = new GroupCommit((orders) => this.#say({ kind: 'batch', ...sentOrders(orders) }));
    this.#ended = new Promise((resolve) => this.#thread.once('exit', () => resolve()));
    this.#thread.on('error', (error) => this.#broken(error));
    this.#thread.once('exit', () => this.#broken());
  }

  /** Starts the thread; throws StoreUnavailable when it refuses the store. */
  static async start(folder: StoreFolder, program: ThreadProgram): Promise<Writer> {
    const writer = new Writer(folder, program);
    try {
      await writer.#ready();
      return writer;
    } catch (error) {
      await writer.#thread.terminate();
      throw error;
    }
  }

  /** Resolves once the write is on disk, with what its handler gave back. */
  write<In, Out>(what: Operation<In, Out>, input: In, standing: Standing): Promise<Out> {
    return this.#commits.write(what, input, standing);
  }

  /** Settles the writes that wait, refuses new ones, closes the database. */
  async close(): Promise<void> {
    await this.#commits.drain(new StoreUnavailable(`The store in ${this.#folder.root} is closed.`));
    this.#say({ kind: 'close' });
    await this.#ended;
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#thread.once('error', reject);
      this.#thread.once('exit', () => reject(new StoreUnavailable('The writer thread ended before it was ready.')));
      this.#thread.on('message', (message: ThreadMessage) => {
        if (message.kind === 'replies') this.#commits.replied(repliesOf(message));
        else if (message.kind === 'ready') resolve();
        else reject(new StoreUnavailable(message.message));
      });
    });
  }

  #broken(cause?: unknown): void {
    const why = cause === undefined ? 'its thread ended' : messageOf(cause);
    const advice = 'Writes under way may be on disk or not. Restart the gateway.';
    this.#commits.fail(
      new StoreUnavailable(`The store in ${this.#folder.root} is broken: ${why}. ${advice}`, { cause }),
    );
  }

  #say(order: ThreadOrder): void {
    this.#thread.postMessage(order);
  }
}
