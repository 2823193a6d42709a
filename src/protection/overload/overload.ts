// Watches how much the gateway itself has to do, and says who is refused so that the rest is answered.
// It must never refuse health or administration: they are in no group.
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Pressure } from './pressure.js';
import { SHED_ORDER } from './shed-group.js';
import type { OverloadReason, ShedGroup } from './shed-group.js';

/** What it works with. */
export interface OverloadParts {
  readonly clock: Clock;
  readonly observe: Observer;
  readonly pressures: readonly Pressure[];
  /** From 0 to less than 1: spreads the times at which refused callers come back. */
  readonly random: () => number;
}

/** A refusal. */
export interface Shedding {
  readonly reason: OverloadReason;
  /** Whole seconds after which a retry makes sense, not the same for everybody. */
  readonly retryAfterSeconds: number;
}

/** Live state. */
export interface OverloadState {
  /** Groups of the order of shedding up to the last that is refused; 0 when nobody is. */
  readonly level: number;
  readonly refused: readonly { readonly group: ShedGroup; readonly reason: OverloadReason }[];
  /** Smoothed readings by what they are of. */
  readonly readings: Readonly<Partial<Record<OverloadReason, number>>>;
}

/** Milliseconds between two samples. */
export const SAMPLE_EVERY_MS = 200;
/** What was refused is told this often at most, in milliseconds. */
const TELL_EVERY_MS = 1000;
const SHORTEST_RETRY_SECONDS = 2;

interface Refused {
  readonly reason: OverloadReason;
  readonly group: ShedGroup;
  count: number;
}

/** Samples while it is started. */
export class Overload {
  #refused: ReadonlyMap<ShedGroup, OverloadReason> = new Map();
  #level = 0;
  readonly #counted = new Map<string, Refused>();
  #toldAt = -Infinity;
  #cancelTimer: CancelTimer = () => undefined;

  constructor(private readonly parts: OverloadParts) {}

  start(): void {
    this.#cancelTimer = this.parts.clock.after(SAMPLE_EVERY_MS, () => {
      this.sample();
      this.start();
    });
  }

  /** Tells what was refused and not told yet; nobody is refused from then on. */
  stop(): void {
    this.#cancelTimer();
    this.#refused = new Map();
    this.#tell();
  }

  /** Reads everything once. */
  sample(): void {
    const { clock, pressures } = this.parts;
    const now = clock.monotonic();
    for (const pressure of pressures) pressure.sample(now);
    const refused = pressures.flatMap((pressure) => pressure.refused.map((group) => [group, pressure.reason] as const));
    // What was named first stays the reason.
    this.#refused = new Map(refused.toReversed());
    this.#note();
    if (now - this.#toldAt >= TELL_EVERY_MS) this.#tell();
  }

  /** Undefined lets a request of this group pass; otherwise it is refused, and counted as refused. */
  refuse(group: ShedGroup): Shedding | undefined {
    const reason = this.#refused.get(group);
    if (reason === undefined) return undefined;
    const key = `${reason}/${group}`;
    const counted = this.#counted.get(key) ?? { reason, group, count: 0 };
    counted.count += 1;
    this.#counted.set(key, counted);
    const spread = Math.floor(this.parts.random() * (2 * this.#level + 1));
    return { reason, retryAfterSeconds: SHORTEST_RETRY_SECONDS + spread };
  }

  /** While memory runs short, connections are not kept: each of them takes some, and opening one costs time only. */
  get closesConnections(): boolean {
    return this.#refused.get('documents') === 'memory';
  }

  state(): OverloadState {
    const refused = SHED_ORDER.flatMap((group) => {
      const reason = this.#refused.get(group);
      return reason === undefined ? [] : [{ group, reason }];
    });
    const readings = Object.fromEntries(this.parts.pressures.map(({ reason, value }) => [reason, value]));
    return { level: this.#level, refused, readings };
  }

  #note(): void {
    const { refused } = this.state();
    const last = refused.at(-1);
    const level = last === undefined ? 0 : SHED_ORDER.indexOf(last.group) + 1;
    if (level === this.#level) return;
    this.#level = level;
    this.parts.observe({ kind: 'overload-changed', level, reason: last?.reason, refused: refused.map(groupOf) });
  }

  #tell(): void {
    if (this.#counted.size === 0) return;
    this.#toldAt = this.parts.clock.monotonic();
    for (const { reason, group, count } of this.#counted.values()) {
      this.parts.observe({ kind: 'load-shed', reason, group, count });
    }
    this.#counted.clear();
  }
}

function groupOf({ group }: { readonly group: ShedGroup }): ShedGroup {
  return group;
}
