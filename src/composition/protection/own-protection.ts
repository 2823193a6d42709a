// What the gateway protects itself and its quiet clients with: plans, limits per address, shedding.
// It must never hold a number of its own; the facade has plans, the settings have the rest.
import { MemoryPlanLimits } from '../../../adapters/memory/limits/plan-limits.js';
import { ProcessGauge } from '../../../adapters/process/process-gauge.js';
import { AddressThrottle } from '../../api/limits/address-throttle.js';
import { BucketStorage } from '../../api/limits/bucket-storage.js';
import type { ClientDirectory } from '../../credentials/client-directory.port.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { AnswerCache } from '../../protection/cache/answer-cache.js';
import { ClientLimits } from '../../protection/limits/client-limits.js';
import { Overload } from '../../protection/overload/overload.js';
import { pressuresOf } from '../../protection/overload/pressures.js';
import { warnOfLargeCache } from '../../protection/overload/room-for-cache.js';
import type { Settings } from '../../settings/settings.js';

/** What it is made of. */
export interface OwnProtectionParts {
  readonly settings: Settings;
  readonly catalogue: Pick<Catalogue, 'plans'>;
  readonly clock: Clock;
  readonly observe: Observer;
  /** How long the oldest waiter of all lanes has waited, as a share of what it may wait. */
  readonly queueShare: () => number;
  /** What is given up first when memory gets short. */
  readonly cache: Pick<AnswerCache<unknown>, 'trim'>;
}

/** Opened with the gateway, started and stopped with its listeners. */
export interface OwnProtection {
  readonly plans: ClientLimits;
  readonly throttle: AddressThrottle;
  readonly overload: Overload;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Opens all of it; nothing is measured before `start`. */
export function openOwnProtection({
  settings,
  catalogue,
  clock,
  observe,
  queueShare,
  cache,
}: OwnProtectionParts): OwnProtection {
  const gauge = new ProcessGauge(settings.BANYAN_MEMORY_LIMIT);
  warnOfLargeCache(settings.BANYAN_CACHE_BYTES, gauge.memoryBytes, observe);
  const giveBack = (): void => {
    observe({ kind: 'warning', topic: 'memory', text: 'memory gets short: half of the kept answers are dropped' });
    void cache.trim();
  };
  const pressures = pressuresOf({ gauge, delayMs: settings.BANYAN_OVERLOAD_DELAY, queueShare, giveBack });
  const overload = new Overload({ clock, observe, pressures, random: Math.random });
  return {
    plans: new ClientLimits(catalogue.plans, new MemoryPlanLimits(clock)),
    throttle: new AddressThrottle(new BucketStorage(new MemoryPlanLimits(clock)), addressLimits(settings), observe),
    overload,
    start: () => {
      gauge.loopDelayMs();
      overload.start();
    },
    stop: () => {
      overload.stop();
      gauge[Symbol.dispose]();
    },
  };
}

function addressLimits(settings: Settings) {
  return {
    token: settings.BANYAN_TOKEN_RATE,
    document: settings.BANYAN_DOCUMENT_RATE,
    administration: settings.BANYAN_ADMIN_RATE,
  };
}

/** A plan that the facade does not have is most likely one it had; its clients are held to the first one. */
export function warnOfStrayPlans(
  clients: Pick<ClientDirectory, 'list'>,
  { plans }: Pick<Catalogue, 'plans'>,
  observe: Observer,
): void {
  const [usual] = plans?.keys() ?? [];
  for (const { id, plan } of clients.list()) {
    if (plan === undefined || plans?.has(plan) === true) continue;
    const instead = usual === undefined ? 'is not limited by any plan' : `is held to "${usual}"`;
    observe({ kind: 'warning', topic: 'plans', text: `client ${id}: the facade has no plan "${plan}"; it ${instead}` });
  }
}
