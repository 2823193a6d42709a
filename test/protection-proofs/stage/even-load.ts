// Requests at an even pace, whatever becomes of them, by turns to all gateways that are open: what a balancer sends.
// It must never send more at once because it was late.
import type { Ending, ProofClient } from './proof-client.js';
import type { ProofGateway } from './proof-gateway.js';

/** A gateway and its callers. */
export interface Door {
  readonly gateway: ProofGateway;
  readonly client: ProofClient;
}

const TICK_MS = 10;

/** Runs from the start until it is disposed. */
export class EvenLoad implements AsyncDisposable {
  readonly endings: Ending[] = [];
  readonly #open: Set<Door>;
  readonly #of = new Map<Door, Ending[]>();
  readonly #under = new Map<Door, Set<Promise<void>>>();
  readonly #timer: NodeJS.Timeout;
  readonly #from = performance.now();
  #sent = 0;

  constructor(
    doors: readonly Door[],
    private readonly perSecond: number,
    private readonly question: (number: number) => string,
  ) {
    this.#open = new Set(doors);
    for (const door of doors) {
      this.#of.set(door, []);
      this.#under.set(door, new Set());
    }
    this.#timer = setInterval(() => this.#sendWhatIsDue(), TICK_MS);
  }

  leave(door: Door): void {
    this.#open.delete(door);
  }

  enter(door: Door): void {
    this.#open.add(door);
  }

  endingsOf(door: Door): readonly Ending[] {
    return this.#of.get(door) ?? [];
  }

  /** Resolves when nothing is under way there. */
  async quiet(door: Door): Promise<void> {
    await Promise.all([...(this.#under.get(door) ?? new Set<Promise<void>>())]);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    for (const door of this.#under.keys()) await this.quiet(door);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }

  #sendWhatIsDue(): void {
    const { perSecond } = this;
    const due = ((performance.now() - this.#from) * perSecond) / 1_000;
    // What a machine could not send in time is left out: a burst is another proof.
    this.#sent = Math.max(this.#sent, due - perSecond / 10);
    for (; this.#sent < due; this.#sent += 1) this.#send(this.#sent);
  }

  #send(number: number): void {
    const open = [...this.#open];
    const door = open[Math.floor(number) % open.length];
    if (door === undefined) return;
    const under = this.#under.get(door);
    const call = door.client.ask({ path: this.question(Math.floor(number)) }).then((ending) => {
      this.endings.push(ending);
      this.#of.get(door)?.push(ending);
      under?.delete(call);
    });
    under?.add(call);
  }
}
