// Brings the commands of one channel to the ERP: claims as many as the lane has free slots, and starts an attempt each.
// It must never hold more claims than slots, and never open a channel while a call of a process that died may still run.
import type { CancelTimer } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import { settledWithin } from '../../kernel/settled-within.js';
import type { Command } from '../command.js';
import type { Unsubscribe } from '../journal.js';
import { attempt } from './attempt.js';
import { required } from './dispatch-context.js';
import type { DispatchContext } from './dispatch-context.js';
import type { Resolver } from '../verify/resolver.js';
import { QueueGate } from './queue-gate.js';

/** Commands looked at per page when looking for what a former process left. */
const PAGE = 200;

/** One channel. Started once, stopped once. */
export class Dispatcher {
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #unsubscribe: Unsubscribe = () => undefined;
  #cancelTimer: CancelTimer = () => undefined;
  readonly #gate: QueueGate;
  #opensAt = 0;
  #closedForMs = 0;
  #claiming: Promise<void> | undefined;
  #wanted = false;
  #woken = false;

  constructor(
    readonly channel: string,
    private readonly context: DispatchContext,
    private readonly resolver: Resolver,
  ) {
    this.#gate = new QueueGate(channel, context);
  }

  /** Starts to claim. After an unclean end the first claim waits until every call of that time is over. */
  async start(): Promise<void> {
    const { clock, journal } = this.context;
    this.#opensAt = clock.monotonic() + ((await this.#mayStillRun()) ? this.#longestCallMs() : 0);
    if (this.#stopping.signal.aborted) return;
    this.#unsubscribe = journal.onWork(this.channel, () => this.wake());
    this.#wanted = true;
    this.#claim();
  }

  /** Milliseconds until the channel opens; 0 once it is open. */
  opensInMs(): number {
    return Math.max(0, this.#opensAt - this.context.clock.monotonic());
  }

  /** There may be something to claim. Looks once all that was accepted in the same commit has been told of. */
  wake(): void {
    this.#wanted = true;
    if (this.#woken || this.#claiming !== undefined || this.#stopping.signal.aborted) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      if (!this.#stopping.signal.aborted) this.#claim();
    });
  }

  /**
   * Claims no more and waits at most `graceMs` milliseconds for calls that have begun. What is not over by then is left
   * to the next start, which finds it by its expired claim.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort(new Error('the gateway is stopping'));
    this.#unsubscribe();
    this.#cancelTimer();
    await this.#claiming;
    await settledWithin(this.context.clock, graceMs, Promise.all(this.#running.values()));
  }

  #claim(): void {
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = undefined;
      // Somebody may have called between the last look and here.
      if (this.#wanted && this.opensInMs() === 0) this.wake();
    });
  }

  async #claimAll(): Promise<void> {
    this.#cancelTimer();
    try {
      while (this.#wanted && !this.#stopping.signal.aborted && this.opensInMs() === 0) {
        this.#wanted = false;
        this.#closedForMs = await this.#gate.closedForMs();
        if (this.#closedForMs === 0) await this.#claimOnce();
      }
    } catch (error) {
      const text = `claiming for ${this.channel}: ${failureText(error)}`;
      this.context.observe({ kind: 'warning', topic: 'ledger', text });
    }
    this.#rest();
  }

  async #claimOnce(): Promise<void> {
    const { journal, clock, times, worker, lanes } = this.context;
    const lane = required(lanes, this.channel);
    const most = lane.mostAtOnce() - this.#running.size;
    if (most <= 0) return;
    const shut = lane.shut();
    if (shut !== undefined) {
      this.#opensAt = clock.monotonic() + Math.min(shut.forMs, times.pollMs);
      return;
    }
    const [now, leaseUntil] = [journal.instant(), journal.instant(times.leaseMs)];
    const claimed = await journal.claim({ channel: this.channel, most, worker, now, leaseUntil });
    for (const command of claimed) {
      if (command.state === 'unknown') this.resolver.take(command, this.#running.has(command.id) ? undefined : true);
      else this.#begin(command);
    }
    // One that was not full has left nothing behind; what is to come calls.
    this.#wanted ||= claimed.length === most;
  }

  #begin(command: Command): void {
    const running = this.#attempt(command).finally(() => {
      this.#running.delete(command.id);
      this.wake();
    });
    this.#running.set(command.id, running);
  }

  async #attempt(command: Command): Promise<void> {
    const { context, resolver } = this;
    try {
      const end = await attempt({ ...context, resolver, stopping: this.#stopping.signal }, command);
      if (end === 'no-slot') this.#opensAt = context.clock.monotonic() + context.times.pollMs;
    } catch (error) {
      const text = `attempt of ${command.id}: ${failureText(error)}`;
      context.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }

  /** Looks again after a while: claims run out, dates come and closed times end without anybody calling. */
  #rest(): void {
    if (this.#stopping.signal.aborted) return;
    const { clock, times } = this.context;
    const pauseMs = this.#closedForMs > 0 ? Math.min(times.pollMs, this.#closedForMs) : times.pollMs;
    this.#cancelTimer = clock.after(Math.max(pauseMs, this.opensInMs()), () => this.wake());
  }

  /** `delivering` is on disk before the first byte leaves, so where there is none, nothing of ours runs. */
  async #mayStillRun(): Promise<boolean> {
    for (let before: string | undefined; ;) {
      const page = await this.context.journal.list({
        states: ['delivering'],
        limit: PAGE,
        ...(before !== undefined && { before }),
      });
      if (page.some(({ channel }) => channel === this.channel)) return true;
      before = page.at(-1)?.id;
      if (page.length < PAGE || before === undefined) return false;
    }
  }

  #longestCallMs(): number {
    return required(this.context.limits, this.channel).timeoutMs + this.context.times.graceMs;
  }
}
