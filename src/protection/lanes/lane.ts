// The only way to one source or channel: a fixed number of slots, a bounded line in front of them, and what keeps the ERP
// from harm: breaker, shrinking limit, and the wait for what a dead process left there. Work holds its slot until its
// promise settles, which a source does only when the statement is known to be over at the ERP.
// It must never start more work than it has slots, nor bulk work in a reserved one, nor keep a caller waiting for too long.
import type { Clock } from '../../kernel/clock.js';
import type { Observation, Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import type { BreakerCall } from '../breaker/breaker-call.js';
import type { EndedCall } from './adaptive-limit.js';
import { closedForMs, closedProblem } from './closing.js';
import type { LaneBounds, LaneGuards, LaneState, LaneWork, ShutLane } from './lane-bounds.js';
import { MeanDuration } from './mean-duration.js';
import { Slot } from './slot.js';
import type { HeldSlot } from './slot.js';
import { WaitingLine } from './waiting-line.js';
import type { Waiter } from './waiting-line.js';

/** What runs in a slot. */
export type Work<Result> = (signal: AbortSignal, slot: HeldSlot) => Promise<Result>;

type RefusalReason = Extract<Observation, { kind: 'lane-refused' }>['reason'];

const LONGEST_RETRY_S = 30;

export class Lane {
  readonly #line = new WaitingLine();
  readonly #mean = new MeanDuration();
  readonly #opensAt: number;
  #running = 0;
  #bulkRunning = 0;
  #arrivals = 0;
  #slots: number;

  constructor(
    readonly bounds: LaneBounds,
    private readonly clock: Clock,
    private readonly observe: Observer,
    private readonly guards: LaneGuards = {},
  ) {
    this.#opensAt = clock.monotonic() + (guards.shutForMs ?? 0);
    this.#slots = this.#limit;
    guards.breaker?.watch(() => this.#followBreaker());
  }

  state(): LaneState {
    const { concurrency: ceiling, reserved = 0 } = this.bounds;
    return { running: this.#running, queued: this.#line.size, limit: this.#limit, ceiling, reserved };
  }

  /** How long the interactive work that waits longest has waited, as a share of what it may wait; 0 when none does. */
  waitedShare(): number {
    const since = this.#line.longestSince();
    return since === undefined ? 0 : (this.clock.monotonic() - since) / Math.max(1, this.bounds.waitMs);
  }

  /** How much work of callers may be at the ERP together: as many as there are slots, one while its breaker finds out. */
  mostAtOnce(): number {
    return this.guards.breaker?.state().kind === 'half-open' ? 1 : this.#limit;
  }

  /** Why and for how long callers' work is refused now; undefined while it is let through. */
  shut(): ShutLane | undefined {
    const leftMs = this.#opensAt - this.clock.monotonic();
    if (leftMs > 0) return { why: 'unclean-end', forMs: leftMs };
    const closedMs = closedForMs(this.clock, this.guards.closed);
    if (closedMs !== undefined) return { why: 'closed', forMs: closedMs };
    const forMs = this.guards.breaker?.refusesForMs();
    if (forMs === undefined) return undefined;
    return { why: this.guards.breaker?.state().kind === 'held' ? 'held' : 'open', forMs };
  }

  /**
   * Runs `work` as soon as it is its turn and frees the slot when its promise settles. Throws at once: source-unavailable
   * while the ERP is left alone, source-closed while the calendar says so, lane-full when the line is full. Throws lane-full after `waitMs`, or when interactive
   * work needs the place of bulk work; the signal's reason when the caller goes away while waiting. Work that was not
   * started by then never is.
   */
  async run<Result>(signal: AbortSignal, work: Work<Result>, use: LaneWork = {}): Promise<Result> {
    signal.throwIfAborted();
    this.#refuseWhileShut();
    this.#refuseWhileClosed();
    const call = this.#admit(use);
    const bulk = use.bulk === true;
    try {
      if (this.#hasRoomFor(bulk)) this.#take(bulk);
      else await this.#wait(signal, use);
    } catch (error) {
      call?.end('nothing');
      throw error;
    }
    this.#tell();
    return await this.#inSlot({ signal, use, call }, work);
  }

  async #inSlot<Result>({ signal, use, call }: Held, work: Work<Result>): Promise<Result> {
    const slot = new Slot();
    const noted = this.guards.note?.busy();
    const startedAt = this.clock.monotonic();
    try {
      if (noted !== undefined) {
        await noted;
        signal.throwIfAborted();
      }
      this.#refuseWhatMayNotBegin(use);
      if (use.untimed !== true) call?.begin();
      return await work(signal, slot);
    } catch (error) {
      slot.failed(error, signal);
      throw error;
    } finally {
      call?.end(use.easy === true && slot.health === 'good' ? 'nothing' : slot.health);
      this.#learnFrom(use, { health: slot.health, durationMs: this.clock.monotonic() - startedAt });
      this.#giveBack(slot, use.bulk === true);
    }
  }

  #giveBack({ runsOn }: Slot, bulk: boolean): void {
    const { graceMs = 0 } = this.bounds;
    if (runsOn && graceMs > 0) this.clock.after(graceMs, () => this.#release(bulk));
    else this.#release(bulk);
  }

  /** Whatever it waited for, breaker or calendar may say no now; a probe is kept back by a person or the calendar only. */
  #refuseWhatMayNotBegin({ probe = false }: LaneWork): void {
    this.#refuseWhileClosed();
    const { breaker } = this.guards;
    if (breaker === undefined || !this.#isKeptBack(probe)) return;
    this.#tellRefusal('left-alone');
    throw breaker.refusal();
  }

  #isKeptBack(isProbe: boolean): boolean {
    const kind = this.guards.breaker?.state().kind;
    return kind === 'held' || (kind === 'open' && !isProbe);
  }

  #admit({ probe = false }: LaneWork): BreakerCall | undefined {
    try {
      return this.guards.breaker?.admit(probe);
    } catch (error) {
      this.#tellRefusal('left-alone');
      throw error;
    }
  }

  #refuseWhileShut(): void {
    const leftMs = this.#opensAt - this.clock.monotonic();
    if (leftMs <= 0) return;
    this.#tellRefusal('left-alone');
    const internal = `statements that a former process left at ${this.bounds.name} may still run`;
    throw new Problem('source-unavailable', { retryAfterSeconds: Math.ceil(leftMs / 1_000), internal });
  }

  #refuseWhileClosed(): void {
    const forMs = closedForMs(this.clock, this.guards.closed);
    if (forMs === undefined) return;
    this.#tellRefusal('left-alone');
    throw closedProblem(this.bounds.name, forMs);
  }

  /** Never above the ceiling, whatever the guard says. */
  get #limit(): number {
    const { concurrency } = this.bounds;
    return Math.min(concurrency, this.guards.adaptive?.limit ?? concurrency);
  }

  /** A lane that has shrunk keeps one slot for bulk work too, or none of it would ever be done. */
  #hasRoomFor(bulk: boolean): boolean {
    const limit = this.#limit;
    if (this.#running >= limit) return false;
    return !bulk || this.#bulkRunning < limit - Math.min(this.bounds.reserved ?? 0, limit - 1);
  }

  #take(bulk: boolean): void {
    this.#running += 1;
    if (bulk) this.#bulkRunning += 1;
  }

  #release(bulk: boolean): void {
    this.#running -= 1;
    if (bulk) this.#bulkRunning -= 1;
    this.#startWaiting();
    if (this.#running === 0) this.guards.note?.idle();
    this.#tell();
  }

  /** Slots go over to those who wait before anybody else can come in between. */
  #startWaiting(): void {
    while (this.#hasRoomFor(false)) {
      const next = this.#line.next(this.#hasRoomFor(true));
      if (next === undefined) return;
      this.#line.leave(next);
      if (next.until <= this.clock.monotonic()) next.refuse(this.#full('waited-too-long'));
      else {
        this.#take(next.bulk);
        next.start();
      }
    }
  }

  #wait(signal: AbortSignal, use: LaneWork): Promise<void> {
    this.#makeRoomFor(use);
    return new Promise((resolve, reject) => {
      const waiter = this.#waiter(use, (reason) => {
        cleanUp();
        if (reason === undefined) resolve();
        else reject(reason);
      });
      const leave = (reason: Error): void => {
        if (!this.#line.leave(waiter)) return;
        waiter.refuse(reason);
        this.#tell();
      };
      const onAbort = (): void => leave(signal.reason as Error);
      const waitMs = Math.min(this.bounds.waitMs, (use.until ?? Infinity) - this.clock.monotonic());
      const cancelTimer = this.clock.after(waitMs, () => leave(this.#full('waited-too-long')));
      const cleanUp = (): void => {
        cancelTimer();
        signal.removeEventListener('abort', onAbort);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#line.add(waiter);
      this.#tell();
    });
  }

  /** Work without a deadline is of the gateway's own and short: it goes by when it would have to leave the line. */
  #waiter({ bulk = false, until, probe: first = false }: LaneWork, end: (reason?: Error) => void): Waiter {
    const arrival = ++this.#arrivals;
    const since = this.clock.monotonic();
    const last = until ?? since + this.bounds.waitMs;
    return { bulk, until: last, first, since, arrival, start: () => end(), refuse: end };
  }

  /** Throws when there is none. */
  #makeRoomFor({ bulk = false }: LaneWork): void {
    if (this.#line.size < this.bounds.queue) return;
    const pushedOut = bulk ? undefined : this.#line.mostPatientBulk();
    if (pushedOut === undefined) throw this.#full('queue-full');
    this.#line.leave(pushedOut);
    pushedOut.refuse(this.#full('pushed-out'));
  }

  /** While the ERP is left alone nobody waits for it. */
  #followBreaker(): void {
    const { breaker } = this.guards;
    if (breaker?.refusesForMs() === undefined) return;
    for (const waiter of this.#line.all()) {
      if (!this.#isKeptBack(waiter.first)) continue;
      this.#line.leave(waiter);
      this.#tellRefusal('left-alone');
      waiter.refuse(breaker.refusal());
    }
    this.#tell();
  }

  #learnFrom({ sort = '', untimed = false }: LaneWork, ended: Pick<EndedCall, 'health' | 'durationMs'>): void {
    if (untimed) return;
    if (ended.health !== 'nothing') this.#mean.add(ended.durationMs);
    this.guards.adaptive?.ended(this.clock.monotonic(), { ...ended, sort, running: this.#running });
    const limit = this.#limit;
    if (limit === this.#slots) return;
    this.#slots = limit;
    this.observe({ kind: 'lane-limit-changed', lane: this.bounds.name, limit, ceiling: this.bounds.concurrency });
  }

  #full(reason: RefusalReason): Problem {
    this.#tellRefusal(reason);
    const drainedInMs = (this.#line.size * this.#mean.ms) / this.#limit;
    const retryAfterSeconds = Math.min(LONGEST_RETRY_S, Math.max(1, Math.ceil(drainedInMs / 1_000)));
    return new Problem('lane-full', { retryAfterSeconds, internal: `lane ${this.bounds.name}: ${reason}` });
  }

  #tellRefusal(reason: RefusalReason): void {
    this.observe({ kind: 'lane-refused', lane: this.bounds.name, reason });
  }

  #tell(): void {
    this.observe({
      kind: 'lane-changed',
      lane: this.bounds.name,
      running: this.#running,
      queued: this.#line.size,
    });
  }
}

interface Held {
  readonly signal: AbortSignal;
  readonly use: LaneWork;
  readonly call: BreakerCall | undefined;
}
