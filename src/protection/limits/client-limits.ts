// The plans of a facade, held against what clients do: how fast, and how many at once.
// It must never know who a client is: a key is all it is given, and never one that a caller can choose.
import type { Plan } from '../../facade/catalogue.js';
import { InFlight } from './in-flight.js';
import type { Place } from './in-flight.js';
import type { PlanLimits, Taken } from './plan-limits.port.js';

/** Why a request is refused. */
export type LimitReason = 'rate' | 'concurrency';

/** Live state of one plan, over all its clients, since the start. */
export interface PlanState {
  readonly plan: Plan;
  readonly inFlight: number;
  readonly admitted: number;
  readonly refused: Readonly<Record<LimitReason, number>>;
}

/** A plan and what happens under it. */
export class PlanMeter {
  readonly #inFlight = new InFlight();
  #admitted = 0;
  readonly #refused: Record<LimitReason, number> = { rate: 0, concurrency: 0 };

  constructor(
    readonly plan: Plan,
    private readonly buckets: PlanLimits,
  ) {}

  /** A place among the requests in flight of `key`, to be given back when the request has ended; undefined when all are taken. */
  enter(key: string): Place | undefined {
    const place = this.#inFlight.enter(key, this.plan.concurrency);
    if (place === undefined) this.#refused.concurrency += 1;
    return place;
  }

  /** Takes one request of `key` out of its bucket. */
  take(key: string): Taken | Promise<Taken> {
    const taken = this.buckets.take(key, this.plan);
    return taken instanceof Promise ? taken.then((late) => this.#count(late)) : this.#count(taken);
  }

  state(): PlanState {
    const { plan } = this;
    return { plan, inFlight: this.#inFlight.total, admitted: this.#admitted, refused: { ...this.#refused } };
  }

  #count(taken: Taken): Taken {
    if (taken.allowed) this.#admitted += 1;
    else this.#refused.rate += 1;
    return taken;
  }
}

/** All plans of a facade. Without plans nobody is limited but by the lanes. */
export class ClientLimits {
  readonly #meters: ReadonlyMap<string, PlanMeter>;
  readonly #usual: PlanMeter | undefined;

  constructor(plans: ReadonlyMap<string, Plan> | undefined, buckets: PlanLimits) {
    this.#meters = new Map([...(plans ?? [])].map(([name, plan]) => [name, new PlanMeter(plan, buckets)]));
    [this.#usual] = this.#meters.values();
  }

  /** The plan called so; that of everybody without one, or with one that the facade no longer has, is its first. */
  of(plan: string | undefined): PlanMeter | undefined {
    return (plan === undefined ? undefined : this.#meters.get(plan)) ?? this.#usual;
  }

  /** In the order of the definition. */
  state(): readonly PlanState[] {
    return [...this.#meters.values()].map((meter) => meter.state());
  }
}
