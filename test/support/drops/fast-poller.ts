// An ERP's batch job that looks into the inbox every millisecond and opens whatever it may take. It runs in a thread of its
// own, so that it sees every state in between.
import { Worker } from 'node:worker_threads';

/** What the poller saw. */
export interface PollerReport {
  /** Files under a final name that were not what they should be. */
  readonly wrong: readonly string[];
}

export class FastPoller {
  readonly #worker: Worker;
  readonly #opened: Int32Array;

  private constructor(worker: Worker, opened: Int32Array) {
    this.#worker = worker;
    this.#opened = opened;
  }

  /** How often it has opened a file under a final name so far. */
  get opened(): number {
    return Atomics.load(this.#opened, 0);
  }

  /** @param expected SHA-256, hex, of what may lie in the inbox by final name; names that begin with a point are not taken */
  static async start(inbox: string, expected: Readonly<Record<string, string>>): Promise<FastPoller> {
    const opened = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const worker = new Worker(new URL('./fast-poller-thread.mjs', import.meta.url), {
      workerData: { inbox, expected, opened },
    });
    await new Promise((resolve) => worker.once('message', resolve));
    return new FastPoller(worker, opened);
  }

  async stop(): Promise<PollerReport> {
    const report = new Promise<PollerReport>((resolve, reject) => {
      this.#worker
        .once('message', resolve)
        .once('error', reject)
        .once('exit', () => reject(new Error('it had stopped')));
    });
    this.#worker.postMessage('stop');
    const told = await report;
    await this.#worker.terminate();
    return told;
  }
}
