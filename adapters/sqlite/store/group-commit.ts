// Collects writes into batches for the writer thread: the next batch is what arrived during the last commit.
// It must never wait on a timer, and never resolve a write before its commit is on disk.
import { StoreBusy, StoreUnavailable } from '../../../src/write/ledger.port.js';
import type { Operation, Order, Reply } from './operation.js';

/** Most writes in one commit: enough to make the sync cheap, few enough to answer the first of them soon. */
const LARGEST_BATCH = 256;

/** Writes that may wait. The reserve above it is for what the gateway needs to bring accepted work to its end. */
const MOST_WAITING = 10_000;
const RESERVE = 2_000;

/** How urgent a write is: `offered` ones may be refused at the door, `owed` ones carry accepted work on. */
export type Standing = 'offered' | 'owed';

interface Waiting {
  readonly order: Order;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Hands a batch to the writer thread; `replied` is called later with one reply per order. */
export type SendBatch = (orders: readonly Order[]) => void;

/** The queue before the writer thread. */
export class GroupCommit {
  readonly #send: SendBatch;
  #waiting: Waiting[] = [];
  #underWay: readonly Waiting[] = [];
  #scheduled = false;
  #closed: Error | undefined;
  #drained: (() => void) | undefined;

  constructor(send: SendBatch) {
    this.#send = send;
  }

  /** Resolves once the write is on disk. Rejects with StoreBusy when too many wait, StoreUnavailable when it failed. */
  write<In, Out>(what: Operation<In, Out>, input: In, standing: Standing): Promise<Out> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    const most = standing === 'offered' ? MOST_WAITING : MOST_WAITING + RESERVE;
    if (this.#waiting.length >= most) {
      return Promise.reject(
        new StoreBusy(`${this.#waiting.length} writes wait for the disk already; ${most} is the most.`),
      );
    }
    return new Promise((resolve, reject) => {
      const order = { name: what.name, input };
      this.#waiting.push({ order, resolve: (value) => resolve(value as Out), reject });
      this.#schedule();
    });
  }

  /** The writer thread has committed the batch under way. */
  replied(replies: readonly Reply[]): void {
    const done = this.#underWay;
    this.#underWay = [];
    this.#next();
    done.forEach((waiting, index) => settle(waiting, replies[index]));
    if (this.#underWay.length === 0 && this.#waiting.length === 0) this.#drained?.();
  }

  /** Rejects everything, now and from now on. */
  fail(reason: Error): void {
    this.#closed ??= reason;
    const lost = [...this.#underWay, ...this.#waiting];
    this.#underWay = [];
    this.#waiting = [];
    lost.forEach(({ reject }) => reject(reason));
    this.#drained?.();
  }

  /** Takes no more writes; resolves when those it has are settled. */
  drain(reason: Error): Promise<void> {
    this.#closed ??= reason;
    if (this.#underWay.length === 0 && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#drained = resolve;
    });
  }

  /** Once the loop has read what lies at its sockets, so that requests that came together are committed together. */
  #schedule(): void {
    if (this.#scheduled || this.#underWay.length > 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay.length > 0 || this.#waiting.length === 0) return;
    this.#underWay = this.#waiting.splice(0, LARGEST_BATCH);
    this.#send(this.#underWay.map(({ order }) => order));
  }
}

function settle(waiting: Waiting, reply: Reply | undefined): void {
  if (reply?.ok === true) waiting.resolve(reply.value);
  else waiting.reject(new StoreUnavailable(`The store could not write: ${reply?.message ?? 'no reply'}.`));
}
