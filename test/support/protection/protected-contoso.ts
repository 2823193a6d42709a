// The protection of the demo facade in force, without a gateway: real lanes, breakers, plans and cache, and the desk over
// them.
import { MemoryPlanLimits } from '../../../adapters/memory/limits/plan-limits.js';
import type { AuditLog } from '../../../src/audit/audit-log.port.js';
import { offlineEnvironment } from '../../../src/composition/facade-environment.js';
import { loadOffline } from '../../../src/composition/load-catalogue.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import type { Clock } from '../../../src/kernel/clock.js';
import { Breaker } from '../../../src/protection/breaker/breaker.js';
import type { KeptBreaker } from '../../../src/protection/breaker/breaker-memory.port.js';
import { AnswerCache } from '../../../src/protection/cache/answer-cache.js';
import type { OpenHours } from '../../../src/protection/calendar/open-hours.js';
import { Lane } from '../../../src/protection/lanes/lane.js';
import { ClientLimits } from '../../../src/protection/limits/client-limits.js';
import type { OverloadState } from '../../../src/protection/overload/overload.js';
import { ProtectionDesk } from '../../../src/protection/table/protection-desk.js';

const CACHE_BYTES = 1_048_576;
const ANSWER_BYTES = 1_000;

/** What is needed around it. */
export interface Around {
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly hours: Pick<OpenHours, 'readsClosed'>;
}

/** The demo facade, as committed. */
export function contosoCatalogue(): Catalogue {
  const outcome = loadOffline('facades/contoso', offlineEnvironment({}));
  if (!outcome.ok) throw new Error(outcome.faults.join('\n'));
  return outcome.value.catalogue;
}

/** The desk, and everything it looks at. */
export class ProtectedContoso {
  readonly catalogue = contosoCatalogue();
  readonly breakers = new Map<string, Breaker>();
  readonly lanes = new Map<string, Lane>();
  readonly cache: AnswerCache<string>;
  readonly plans: ClientLimits;
  readonly desk: ProtectionDesk;
  /** What was kept of the breakers, in order; while `disk` is set, keeping fails with it. */
  readonly kept: (KeptBreaker | undefined)[] = [];
  disk: Error | undefined;
  overloaded: OverloadState = { level: 0, refused: [], readings: {} };

  constructor(private readonly around: Around) {
    const { clock, audit, hours } = around;
    this.cache = new AnswerCache(CACHE_BYTES, clock);
    this.plans = new ClientLimits(this.catalogue.plans, new MemoryPlanLimits(clock));
    for (const name of this.catalogue.lanes.keys()) this.#open(name);
    const { lanes, breakers, cache, plans } = this;
    const overload = { state: () => this.overloaded };
    const inForce = { lanes, breakers, cache, plans, overload, hours };
    this.desk = new ProtectionDesk({ catalogue: this.catalogue, inForce, audit, clock });
  }

  /** Keeps so many answers about a resource. */
  keep(resource: string, count: number): void {
    const limits = this.catalogue.resources.get(resource)?.freshness;
    if (limits === undefined) throw new Error(`no answer about ${resource} is kept`);
    for (let number = 0; number < count; number += 1) {
      const asking = this.cache.asking(resource);
      const answer = { answer: 'kept', bytes: ANSWER_BYTES, asOf: undefined, limits };
      this.cache.keep(`${resource} ${number}`, asking, answer);
    }
  }

  #open(name: string): void {
    const limits = this.catalogue.lanes.get(name);
    if (limits?.breaker === undefined) throw new Error(`${name} has no breaker`);
    const { clock } = this.around;
    const observe = (): void => undefined;
    const keep = (kept: KeptBreaker | undefined): Promise<void> => {
      if (this.disk !== undefined) return Promise.reject(this.disk);
      this.kept.push(kept);
      return Promise.resolve();
    };
    const breaker = new Breaker({ name, limits: limits.breaker, clock, observe, keep });
    this.breakers.set(name, breaker);
    this.lanes.set(name, new Lane({ name, ...limits }, clock, observe, { breaker }));
  }
}
