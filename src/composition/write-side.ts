// The writing side of a running gateway: channels, lanes, calendar, dispatchers, and the doors to them.
// It must never deliver while the store is not its own: that is opened before this side and closed after it.
import { hostname } from 'node:os';
import type { AdminDesks } from '../admin/admin-desks.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import type { OpenHours } from '../protection/calendar/open-hours.js';
import type { Settings } from '../settings/settings.js';
import type { PresentRecords } from '../write/accept/precondition.js';
import { ReferencesAtSource } from '../write/references/references-at-source.js';
import { Dispatchers } from '../write/dispatch/dispatchers.js';
import type { DispatchContext } from '../write/dispatch/dispatch-context.js';
import type { Failpoints } from '../write/failpoint.js';
import { Journal } from '../write/journal.js';
import { OperatorDesk } from '../write/operators/operator-desk.js';
import { ErasureDesk } from '../write/operators/erasure-desk.js';
import { RetentionJob } from '../write/operators/retention-job.js';
import { ReviewDesk } from '../write/operators/review-desk.js';
import { PreparedWrites } from '../write/prepare/prepared-write.js';
import { WritePath } from '../write/write-path.js';
import type { LegacySide } from './legacy/legacy-side.js';
import { openChannels } from './legacy/open-channels.js';
import type { OpenChannels } from './legacy/open-channels.js';
import type { LaneMemory } from './protection/lane-memory.js';
import type { GatewayStore } from './gateway-store.js';

/** What the writing side is built with. */
export interface WriteSideParts {
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: GatewayStore;
  readonly hours: OpenHours;
  readonly legacy: LegacySide;
  readonly memory: LaneMemory;
  /** Told of the resource of every command that has succeeded. */
  readonly succeeded: (resource: string) => void;
  /** What writes with If-Match are compared with. */
  readonly records: PresentRecords;
  /** Told of every step at which a process can die; for trials only. */
  readonly failpoint?: Failpoints;
}

/** Everything about writing, once opened. */
export interface WriteSide extends OpenChannels {
  readonly path: WritePath;
  readonly desk: OperatorDesk;
  readonly desks: Pick<AdminDesks, 'erasure' | 'reviews' | 'batches'>;
  /** Starts to deliver; resolves to the milliseconds until channels that a dead process left busy open, by channel. */
  readonly start: () => Promise<ReadonlyMap<string, number>>;
  /** Finishes calls that have begun, for at most `graceMs` milliseconds, then closes the channels. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const POLL_MS = 1_000;
const VERIFY = { firstBackoffMs: 1_000, longestBackoffMs: 30_000, skewMs: 2_000 } as const;
const DROPS = {
  acknowledgementPollMs: 1_000,
  readMs: 60_000,
  patienceMs: 60_000,
  secondLookMs: 5_000,
  longestAskMs: 60_000,
  unacknowledgedMs: 86_400_000,
} as const;

/** Makes everything, on a store that is open; nothing is delivered before `start`. */
export function openWriteSide(parts: WriteSideParts): WriteSide {
  const { catalogue, clock, observe, settings, store, hours } = parts;
  const inside: Inside = {
    store,
    journal: new Journal(store.ledger, clock, observe),
    writes: new PreparedWrites(catalogue),
    open: openChannels({ ...parts, graceMs: settings.BANYAN_CHANNEL_GRACE }),
  };
  const dispatchers = new Dispatchers(dispatchContext(parts, inside));
  const retention = new RetentionJob(
    { payloads: store.payloads, clock, observe },
    { payloadMs: settings.BANYAN_PAYLOAD_RETENTION, marksMs: settings.BANYAN_IDEMPOTENCY_RETENTION },
  );
  hours.watch(() => dispatchers.reopened());
  inside.journal.onSettled((resource, { state }) => {
    if (state === 'succeeded') parts.succeeded(resource);
  });
  return {
    ...inside.open,
    path: writePath(parts, inside),
    desk: new OperatorDesk(inside.journal, inside.store.audit),
    desks: { ...operatorDesks(parts, inside), batches: dispatchers.desk },
    start: async () => {
      await dispatchers.start();
      retention.start();
      return dispatchers.closedChannels();
    },
    stop: async (graceMs) => {
      await retention.stop();
      await dispatchers.stop(graceMs);
      await inside.open.close();
    },
  };
}

interface Inside {
  readonly store: GatewayStore;
  readonly journal: Journal;
  readonly writes: PreparedWrites;
  readonly open: OpenChannels;
}

function writePath(parts: WriteSideParts, { journal, writes, store }: Inside): WritePath {
  const { catalogue, settings, clock, legacy, records, hours, failpoint } = parts;
  const outside = { ...legacy, sourceBindings: catalogue.sources };
  const times = { timeoutMs: settings.BANYAN_REFERENCE_TIMEOUT, freshMs: settings.BANYAN_REFERENCE_FRESHNESS };
  return new WritePath({
    ...{ journal, writes, clock, marks: store.marks, records },
    closed: (channel, now) => hours.closed(channel, now),
    references: new ReferencesAtSource(catalogue, outside, times),
    ...(failpoint !== undefined && { failpoint }),
  });
}

function operatorDesks({ clock }: WriteSideParts, { journal, store }: Inside): WriteSide['desks'] {
  return {
    erasure: new ErasureDesk({ payloads: store.payloads, journal, clock }),
    reviews: new ReviewDesk(store.reviews, clock),
  };
}

function dispatchContext(
  { catalogue, settings, clock, observe, legacy, hours, failpoint = () => undefined }: WriteSideParts,
  { store, journal, writes, open }: Inside,
): DispatchContext {
  return {
    ...{ journal, writes, clock, observe, failpoint },
    batches: store.batches,
    reviews: store.reviews,
    channels: open.channels,
    drops: open.drops,
    channelBindings: catalogue.channels,
    lanes: new Map([...legacy.lanes, ...open.lanes]),
    random: Math.random,
    limits: catalogue.lanes,
    sources: legacy.sources,
    sourceBindings: catalogue.sources,
    times: { leaseMs: settings.BANYAN_CLAIM_LEASE, pollMs: POLL_MS, graceMs: settings.BANYAN_CHANNEL_GRACE },
    dropTimes: DROPS,
    verify: { ...VERIFY, giveUpMs: settings.BANYAN_VERIFY_GIVE_UP },
    closed: (channel, now) => hours.closed(channel, now),
    nextClosing: (channel, now) => hours.nextClosing(channel, now)?.from,
    worker: `${hostname()}:${process.pid}`,
  };
}
