// RateLimit-Policy and RateLimit of a plan, as structured fields (RFC 9651) of the draft of the HTTPAPI working group.
// They must never promise more than the bucket would give right now.
import type { Plan } from '../../facade/catalogue.js';
import type { Taken } from '../../protection/limits/plan-limits.port.js';

/** In lower case, as Fastify keeps them. */
export const POLICY_FIELD = 'ratelimit-policy';
export const STATE_FIELD = 'ratelimit';

const MS = 1000;

/** Whole seconds until there is more; one at least. */
export function secondsUntilMore({ moreInMs }: Taken): number {
  return Math.max(1, Math.ceil(moreInMs / MS));
}

/** The fields of one plan; whatever does not change is written once. */
export class PlanFields {
  /**
   * What the plan allows. A bucket fills by `requests` per window and holds `burst` of them: where that is fewer, it is
   * a policy of its own, with the time in which it fills. Concurrency is a quota without a window.
   */
  readonly policy: string;
  readonly #state: string;
  readonly #burst: string;

  constructor(private readonly plan: Plan) {
    const { name, requests, windowMs, burst, concurrency } = plan;
    const fillSeconds = Math.max(1, Math.ceil((burst * windowMs) / requests / MS));
    this.#state = `"${name}";r=`;
    this.#burst = burst === requests ? '' : `, "${name}-burst";q=${burst};w=${fillSeconds}`;
    this.policy =
      `"${name}";q=${requests};w=${Math.max(1, Math.round(windowMs / MS))}${this.#burst}` +
      `, "${name}-concurrency";q=${concurrency};qu="concurrent-requests"`;
  }

  /** Requests that would be let in at once now, and the seconds until there is one more. */
  state(taken: Taken): string {
    return `${this.#state}${taken.remaining};t=${secondsUntilMore(taken)}`;
  }

  /** That nothing is left of the requests in flight. */
  get noneInFlight(): string {
    return `"${this.plan.name}-concurrency";r=0;t=1`;
  }
}

const known = new WeakMap<Plan, PlanFields>();

/** Those of a plan, made at first sight. */
export function fieldsOf(plan: Plan): PlanFields {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const made = new PlanFields(plan);
  known.set(plan, made);
  return made;
}
