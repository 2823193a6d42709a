// The writing side of a running gateway: ledger, channels, lanes, dispatchers, and the doors to them.
// It must never start to deliver before the ledger is owned, nor let go of the ledger before delivering has stopped.
import { hostname } from 'node:os';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type { LaneLimits } from '../facade/binding.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import type { Channel } from '../legacy/channel.port.js';
import type { Observer } from '../observability/observation.js';
import { Lane } from '../protection/lane.js';
import type { Settings } from '../settings/settings.js';
import { Dispatchers } from '../write/dispatch/dispatchers.js';
import type { DispatchContext } from '../write/dispatch/dispatch-context.js';
import { Journal } from '../write/journal.js';
import { OperatorDesk } from '../write/operator-desk.js';
import { PreparedWrites } from '../write/prepare/prepared-write.js';
import { WritePath } from '../write/write-path.js';
import { CHANNEL_ADAPTERS } from './channel-adapters.js';
import type { LegacySide } from './legacy-side.js';

/** What the writing side is built with. */
export interface WriteSideParts {
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  /** Folder of the ledger. */
  readonly ledger: string;
  readonly legacy: LegacySide;
}

/** Everything about writing, once opened. */
export interface WriteSide {
  readonly path: WritePath;
  readonly desk: OperatorDesk;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Starts to deliver; resolves to the milliseconds until channels that a dead process left busy open, by channel. */
  readonly start: () => Promise<ReadonlyMap<string, number>>;
  /** Finishes calls that have begun, for at most `graceMs` milliseconds, then closes channels and ledger. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const VERIFY = { firstBackoffMs: 1_000, longestBackoffMs: 30_000, skewMs: 2_000 } as const;

/** Opens the ledger; rejects with a sentence for people when another process owns it or its disk cannot be trusted. */
export async function openWriteSide(parts: WriteSideParts): Promise<WriteSide> {
  const { catalogue, clock, observe } = parts;
  const store = await SqliteStore.open(parts.ledger);
  const journal = new Journal(new SqliteLedger(store), clock, observe);
  const writes = new PreparedWrites(catalogue);
  const { channels, lanes } = openChannels(parts);
  const dispatchers = new Dispatchers(dispatchContext(parts, { journal, writes, channels, lanes }));
  return {
    path: new WritePath({ journal, writes, clock, marks: new SqliteIdempotencyMarks(store) }),
    desk: new OperatorDesk(journal),
    channels,
    lanes,
    start: async () => {
      await dispatchers.start();
      return dispatchers.closedChannels();
    },
    stop: async (graceMs) => {
      await dispatchers.stop(graceMs);
      await Promise.all([...channels.values()].map((channel) => channel.close()));
      await store.close();
    },
  };
}

type Opened = Pick<DispatchContext, 'journal' | 'writes' | 'channels' | 'lanes'>;

function dispatchContext(
  { catalogue, settings, clock, observe, legacy }: WriteSideParts,
  opened: Opened,
): DispatchContext {
  return {
    ...opened,
    lanes: new Map([...legacy.lanes, ...opened.lanes]),
    clock,
    observe,
    random: Math.random,
    limits: catalogue.lanes,
    sources: legacy.sources,
    sourceBindings: catalogue.sources,
    times: { leaseMs: LEASE_MS, pollMs: POLL_MS, graceMs: settings.BANYAN_CHANNEL_GRACE },
    verify: { ...VERIFY, giveUpMs: settings.BANYAN_VERIFY_GIVE_UP },
    worker: `${hostname()}:${process.pid}`,
    failpoint: () => undefined,
  };
}

function openChannels({ catalogue, clock, observe }: WriteSideParts): Pick<WriteSide, 'channels' | 'lanes'> {
  const channels = new Map<string, Channel>();
  const lanes = new Map<string, Lane>();
  for (const [name, binding] of catalogue.channels) {
    const { concurrency, queue, waitMs, timeoutMs } = limitsOf(catalogue, name);
    const create = CHANNEL_ADAPTERS.get(binding.adapter)?.create;
    if (create === undefined) throw new RangeError(`no adapter ${binding.adapter}`);
    const context = { observe, connections: concurrency, callTimeoutMs: timeoutMs, monotonic: () => clock.monotonic() };
    channels.set(name, create(binding, context));
    lanes.set(name, new Lane({ name, concurrency, queue, waitMs }, clock, observe));
  }
  return { channels, lanes };
}

function limitsOf(catalogue: Catalogue, channel: string): LaneLimits {
  const limits = catalogue.lanes.get(channel);
  if (limits === undefined) throw new RangeError(`channel ${channel} has no limits`);
  return limits;
}
