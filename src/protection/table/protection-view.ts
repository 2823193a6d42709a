// The whole protection at a moment: every operation, and how lanes, breakers, plans and kept answers stand. Plain data,
// made for JSON. It must never leave an operation, a source or a channel out.
import type { BreakerLimits, LaneLimits } from '../../facade/binding.js';
import type { Catalogue, Plan } from '../../facade/catalogue.js';
import type { BreakerState } from '../breaker/breaker-state.js';
import type { CacheState } from '../cache/answer-cache.js';
import type { OpenHours } from '../calendar/open-hours.js';
import type { LaneState, ShutLane } from '../lanes/lane-bounds.js';
import type { PlanState } from '../limits/client-limits.js';
import type { OverloadState } from '../overload/overload.js';
import { operationRows } from './operation-row.js';
import type { OperationRow } from './operation-row.js';

/** What a running gateway tells. Lanes and breakers are by source or channel. */
export interface LiveProtection {
  readonly lanes: ReadonlyMap<string, { state(): LaneState; shut(): ShutLane | undefined }>;
  readonly breakers: ReadonlyMap<string, { state(): BreakerState }>;
  readonly cache: { state(): CacheState; entriesOf(resource: string): number };
  readonly plans: { state(): readonly PlanState[] };
  readonly overload: { state(): OverloadState };
  readonly hours: Pick<OpenHours, 'readsClosed'>;
}

/** One operation, with the number of answers that are kept about its resource; null where nobody was asked. */
export interface ShownOperation extends OperationRow {
  readonly kept: number | null;
}

/** A breaker that is shown; `until` and `at` in RFC 3339. */
export interface ShownBreaker {
  readonly limits: BreakerLimits;
  readonly state: 'closed' | 'open' | 'half-open' | 'held' | null;
  /** Of an open one: when the first probe is let through. */
  readonly until: string | null;
  readonly held: { readonly by: string; readonly reason: string; readonly at: string } | null;
}

/** How a lane stands; `shut` while no caller's work is let through, for so many milliseconds at least. */
export interface LaneNow extends LaneState {
  readonly shut: ShutLane | null;
}

/** One source or channel. */
export interface ShownLane {
  readonly lane: string;
  readonly kind: 'source' | 'channel';
  readonly limits: Required<
    Pick<LaneLimits, 'concurrency' | 'queue' | 'waitMs' | 'timeoutMs' | 'reserved' | 'adaptive'>
  >;
  readonly now: LaneNow | null;
  /** Null where the facade switches it off. */
  readonly breaker: ShownBreaker | null;
}

/** One plan; what happened under it is counted since the start of the process. */
export interface ShownPlan extends Required<Plan> {
  readonly now: Omit<PlanState, 'plan'> | null;
}

/** Everything. What only a running gateway knows is null where none was asked. */
export interface ProtectionView {
  /** RFC 3339 in UTC: when this was seen. */
  readonly now: string;
  readonly operations: readonly ShownOperation[];
  readonly lanes: readonly ShownLane[];
  /** The first is that of clients that name none. */
  readonly plans: readonly ShownPlan[];
  readonly cache: CacheState | null;
  /** Whom the gateway refuses because it has too much to do itself. */
  readonly overload: Pick<OverloadState, 'level' | 'refused'> | null;
  /** The window in which no source is asked; null while none runs. */
  readonly readsClosed: { readonly window: string; readonly until: string } | null;
}

const instant = (moment: number): string => new Date(moment).toISOString();

/** How things stand at `now`, in epoch milliseconds; `live` is absent where only the facade is known. */
export function protectionView(catalogue: Catalogue, live: LiveProtection | undefined, now: number): ProtectionView {
  const closed = live?.hours.readsClosed(now);
  const planStates = new Map(live?.plans.state().map((state) => [state.plan.name, state]));
  return {
    now: instant(now),
    operations: operationRows(catalogue).map((row) => ({ ...row, kept: keptOf(row, live) })),
    lanes: [...catalogue.lanes].map(([name, limits]) => laneOf(name, limits, catalogue, live)),
    plans: [...(catalogue.plans?.values() ?? [])].map((plan) => planOf(plan, planStates.get(plan.name))),
    cache: live?.cache.state() ?? null,
    overload: live === undefined ? null : overloadOf(live.overload.state()),
    readsClosed: closed === undefined ? null : { window: closed.name, until: instant(closed.until) },
  };
}

function overloadOf({ level, refused }: OverloadState): NonNullable<ProtectionView['overload']> {
  return { level, refused };
}

function keptOf({ kind, resource, freshness }: OperationRow, live: LiveProtection | undefined): number | null {
  if (live === undefined || kind === 'write' || freshness === null) return null;
  return live.cache.entriesOf(resource);
}

function laneOf(
  name: string,
  { breaker, concurrency, queue, waitMs, timeoutMs, reserved = 0, adaptive = false }: LaneLimits,
  { sources }: Catalogue,
  live: LiveProtection | undefined,
): ShownLane {
  const lane = live?.lanes.get(name);
  return {
    lane: name,
    kind: sources.has(name) ? 'source' : 'channel',
    limits: { concurrency, queue, waitMs, timeoutMs, reserved, adaptive },
    now: lane === undefined ? null : { ...lane.state(), shut: lane.shut() ?? null },
    breaker: breaker === undefined ? null : breakerOf(breaker, live?.breakers.get(name)?.state()),
  };
}

function breakerOf(limits: BreakerLimits, state: BreakerState | undefined): ShownBreaker {
  const held = state?.kind === 'held' ? { by: state.by, reason: state.reason, at: state.at } : null;
  return { limits, state: state?.kind ?? null, until: state?.kind === 'open' ? instant(state.until) : null, held };
}

function planOf({ priority = 'interactive', ...plan }: Plan, state: PlanState | undefined): ShownPlan {
  if (state === undefined) return { ...plan, priority, now: null };
  const { inFlight, admitted, refused } = state;
  return { ...plan, priority, now: { inFlight, admitted, refused } };
}
