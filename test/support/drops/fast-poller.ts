// An ERP's batch job that looks into the inbox every millisecond and opens whatever it may take. It runs in a thread of its
// own, so that it sees every state in between.
import { Worker } from 'node:worker_threads';

/** What the poller saw. */
export interface PollerReport {
  readonly looks: number;
  /** Times the file was there and opened. */
  readonly opened: number;
  /** Files under a final name that were not what they should be. */
  readonly wrong: readonly string[];
}

export class FastPoller {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** @param expected SHA-256, hex, of what may lie in the inbox by final name; names that begin with a point are not taken */
  static async start(inbox: string, expected: Readonly<Record<string, string>>): Promise<FastPoller> {
    const worker = new Worker(new URL('./fast-poller-thread.mjs', import.meta.url), {
      workerData: { inbox, expected },
    });
    await new Promise((resolve) => worker.once('message', resolve));
    return new FastPoller(worker);
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
