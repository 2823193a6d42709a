// Leaves a source or channel alone while its calls fail, and finds out with a few probes when it is back.
// It must never have more than two probes out, one of a caller and one of the gateway itself, nor one while a person holds it.
import type { BreakerLimits } from '../../facade/binding.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { BreakerCall } from './breaker-call.js';
import type { BreakerState, Holding } from './breaker-state.js';
import { CallWindow } from './call-window.js';
import type { Health } from './health.js';
import type { KeptBreaker } from './breaker-memory.port.js';

/** What a breaker is made of. */
export interface BreakerParts {
  /** The source or channel. */
  readonly name: string;
  readonly limits: BreakerLimits;
  readonly clock: Clock;
  readonly observe: Observer;
  /** How it stood when the last process ended, where it was not closed. */
  readonly kept?: KeptBreaker | undefined;
  /** Keeps how it stands, or that it is closed (undefined). */
  readonly keep: (kept: KeptBreaker | undefined) => Promise<void>;
  /**
   * Whether failed probes of the gateway keep it open. True where every call of a caller is one of few tries. Elsewhere calls
   * of callers decide once its time is over: a probe that fails where they would do well must not keep it open for ever.
   */
  readonly probesKeepOpen?: boolean;
}

/** Monotonic milliseconds inside, epoch milliseconds outside: a clock that is set must not open or close anything. */
type Inside =
  | { readonly kind: 'closed'; readonly window: CallWindow }
  | { readonly kind: 'open'; readonly until: number }
  /** `good`: probes in a row that went well. */
  | { readonly kind: 'half-open'; good: number }
  | ({ readonly kind: 'held' } & Holding);

/** Probes that must go well in a row: callers' ones are the real thing, the gateway's own only ask for a connection. */
const ENOUGH = { caller: 2, gateway: 3 } as const;
/** A person's hold has no end that could be told. */
const HELD_RETRY_S = 30;

export class Breaker {
  readonly name: string;
  readonly #parts: BreakerParts;
  readonly #watchers = new Set<() => void>();
  #inside: Inside;
  /** Counts the times it opened or closed: what began before tells nothing about after. */
  #episode = 0;
  readonly #probing = { caller: false, gateway: false };
  /** The caller's probe that is out began before anything had gone well, so that what it runs into may be over by now. */
  #callerWentBlindly = false;
  #cancelTimer: CancelTimer = () => undefined;

  constructor(parts: BreakerParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.#inside = this.#remembered(parts.kept);
    if (this.#inside.kind !== 'closed') this.#tell('as it stood before the restart');
  }

  state(): BreakerState {
    const inside = this.#inside;
    switch (inside.kind) {
      case 'open':
        return { kind: 'open', until: this.#parts.clock.now() + this.#leftMs(inside.until) };
      case 'held':
        return inside;
      case 'closed':
      case 'half-open':
        return { kind: inside.kind };
    }
  }

  /** How long calls of callers are refused for now, at least; undefined while some go through. */
  refusesForMs(): number | undefined {
    const inside = this.#inside;
    if (inside.kind === 'held') return HELD_RETRY_S * 1_000;
    return inside.kind === 'open' ? this.#leftMs(inside.until) : undefined;
  }

  /**
   * Lets a call through or throws source-unavailable with the time after which to ask again. `probe`: the gateway's own
   * question how the ERP is, which may be asked while it is open.
   */
  admit(probe: boolean): BreakerCall {
    const { clock, limits } = this.#parts;
    const place = this.#placeFor(probe);
    const episode = this.#episode;
    if (place !== undefined) this.#probing[place] = true;
    if (place === 'caller') this.#callerWentBlindly = this.#inside.kind === 'half-open' && this.#inside.good === 0;
    return new BreakerCall(clock, limits.slowMs, {
      judged: (health) => this.#judge(health, probe ? 'gateway' : 'caller', episode),
      over: () => {
        if (place !== undefined) this.#probing[place] = false;
      },
    });
  }

  /** What a call is refused with while this is not closed. */
  refusal(): Problem {
    const seconds = Math.max(1, Math.ceil((this.refusesForMs() ?? 0) / 1_000));
    const internal = `${this.name} is left alone: its breaker is ${this.#inside.kind}`;
    return new Problem('source-unavailable', { retryAfterSeconds: seconds, internal });
  }

  /** Keeps it open until it is released. In force at once; rejects when that would not survive a restart. */
  async hold(holding: Holding): Promise<void> {
    const { by, reason, at } = holding;
    this.#become({ kind: 'held', by, reason, at }, reason);
    await this.#parts.keep({ name: this.name, held: { by, reason, at } });
  }

  /** Ends a hold: a few calls are let through to see. Rejects, and holds on, when that cannot be kept. */
  async release(): Promise<void> {
    if (this.#inside.kind !== 'held') return;
    await this.#parts.keep(undefined);
    this.#become({ kind: 'half-open', good: 0 }, 'released');
  }

  /** Calls `tell` whenever it stands otherwise than before; stops when the answer is called. */
  watch(tell: () => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  /** Whose place among the probes a call takes; undefined for a call like any other. */
  #placeFor(probe: boolean): 'caller' | 'gateway' | undefined {
    const { kind } = this.#inside;
    if (kind === 'closed') return undefined;
    const place = probe ? 'gateway' : 'caller';
    if (kind === 'held' || (kind === 'open' && !probe) || this.#probing[place]) throw this.refusal();
    return place;
  }

  #judge(health: Health, who: keyof typeof ENOUGH, episode: number): void {
    if (health === 'nothing' || episode !== this.#episode) return;
    const inside = this.#inside;
    if (inside.kind === 'closed') this.#count(inside.window, health === 'bad');
    else if (inside.kind === 'held') return;
    else if (health === 'bad') this.#wentBadly(inside, who);
    else if (inside.kind === 'open') this.#become({ kind: 'half-open', good: 1 }, 'a probe went well');
    else this.#wentWell(inside, who);
  }

  #count(window: CallWindow, isBad: boolean): void {
    const { failures, of } = this.#parts.limits;
    window.add(this.#parts.clock.monotonic(), isBad);
    if (isBad && window.badShare() >= failures) {
      this.#open(`${Math.round(window.badShare() * 100)} % of the last ${of} calls failed or were slow`);
    }
  }

  #wentBadly(inside: Extract<Inside, { kind: 'open' | 'half-open' }>, who: keyof typeof ENOUGH): void {
    if (who === 'caller' || this.#parts.probesKeepOpen === true) this.#open('a probe failed');
    else if (inside.kind === 'half-open') inside.good = 0;
  }

  #wentWell(inside: { good: number }, who: keyof typeof ENOUGH): void {
    inside.good += 1;
    // While a caller's probe is out, only that tells whether more than connecting works.
    const isCallerAsking = this.#probing.caller && !this.#callerWentBlindly;
    if (inside.good < ENOUGH[who] || (who === 'gateway' && isCallerAsking)) return;
    this.#become(this.#closed(), 'probes went well');
    this.#keep(undefined);
  }

  /** Also when it is open: then its time begins anew. */
  #open(reason: string): void {
    const { clock, limits, name } = this.#parts;
    const wasOpen = this.#inside.kind === 'open';
    this.#become({ kind: 'open', until: clock.monotonic() + limits.openMs }, reason, wasOpen);
    if (!wasOpen) this.#keep({ name, openUntil: new Date(clock.now() + limits.openMs).toISOString() });
  }

  #become(inside: Inside, reason: string, silently = false): void {
    const opensOrCloses =
      inside.kind !== this.#inside.kind && !(this.#inside.kind === 'open' && inside.kind === 'half-open');
    if (opensOrCloses) this.#episode += 1;
    this.#inside = inside;
    this.#cancelTimer();
    if (inside.kind === 'open') this.#cancelTimer = this.#halfOpenAfter(this.#leftMs(inside.until));
    if (silently) return;
    this.#tell(reason);
    for (const tell of [...this.#watchers]) tell();
  }

  #halfOpenAfter(ms: number): CancelTimer {
    return this.#parts.clock.after(ms, () => this.#become({ kind: 'half-open', good: 0 }, 'its time is over'));
  }

  #leftMs(until: number): number {
    return Math.max(0, until - this.#parts.clock.monotonic());
  }

  #closed(): Inside {
    const { of, windowMs } = this.#parts.limits;
    return { kind: 'closed', window: new CallWindow(of, windowMs) };
  }

  /** A wall clock that was set meanwhile must not keep it open for longer than it would have been. */
  #remembered(kept: KeptBreaker | undefined): Inside {
    if (kept === undefined) return this.#closed();
    if (kept.held !== undefined) return { kind: 'held', ...kept.held };
    const { clock, limits } = this.#parts;
    const leftMs = Math.min(limits.openMs, Date.parse(kept.openUntil ?? '') - clock.now());
    if (!(leftMs > 0)) return { kind: 'half-open', good: 0 };
    this.#cancelTimer = this.#halfOpenAfter(leftMs);
    return { kind: 'open', until: clock.monotonic() + leftMs };
  }

  /** What cannot be kept is not lost before the next restart, and is told by whoever keeps it. */
  #keep(kept: KeptBreaker | undefined): void {
    void this.#parts.keep(kept).catch(() => undefined);
  }

  #tell(reason: string): void {
    const inside = this.#inside;
    this.#parts.observe({
      kind: 'breaker-changed',
      lane: this.name,
      state: inside.kind,
      reason,
      by: inside.kind === 'held' ? inside.by : undefined,
    });
  }
}
