// What bringing commands to the ERP needs from outside, in one place.
import type { ChannelBinding } from '../../facade/binding-of-commands.js';
import type { LaneLimits, SourceBinding } from '../../facade/binding.js';
import type { Clock } from '../../kernel/clock.js';
import type { Channel } from '../../legacy/channel.port.js';
import type { DropSides } from '../../legacy/drop-channel.port.js';
import type { Source } from '../../legacy/source.port.js';
import type { Observer } from '../../observability/observation.js';
import type { Lane } from '../../protection/lanes/lane.js';
import type { BatchLedger } from '../drops/batch-ledger.port.js';
import type { Reviews } from '../drops/review.port.js';
import type { Failpoints } from '../failpoint.js';
import type { Journal } from '../journal.js';
import type { PreparedWrites } from '../prepare/prepared-write.js';
import type { Random } from './backoff.js';

/** Times of the dispatchers in milliseconds. */
export interface DispatchTimes {
  /** How long a claim is good for before anything is sent. */
  readonly leaseMs: number;
  /**
   * How long after its deadline a call whose session was not seen to end counts as over at the ERP: the time a server
   * takes to notice a dead connection. SQL Server looks after 30 s and asks ten times, one second apart.
   */
  readonly graceMs: number;
  /** Between two looks at the ledger when nobody calls. */
  readonly pollMs: number;
}

/** Times of file drops in milliseconds. */
export interface DropTimes {
  /** Between two looks at a folder of acknowledgements; a file whose size was the same at both is whole. */
  readonly acknowledgementPollMs: number;
  /** Longest that reading one acknowledgement may take. */
  readonly readMs: number;
  /** How long an acknowledgement that cannot be read whole may still be growing. */
  readonly patienceMs: number;
  /** Between the two looks of which both must miss a file before it counts as not published. */
  readonly secondLookMs: number;
  /** Longest pause between two questions about a batch that nobody acknowledges. */
  readonly longestAskMs: number;
  /** How long commands of a layout without acknowledgements are asked about before a person is. */
  readonly unacknowledgedMs: number;
}

/** How the ERP is asked about unknown outcomes; times in milliseconds. */
export interface VerifyTimes {
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** After this long without proof a person is asked. */
  readonly giveUpMs: number;
  /** How far the clocks of the gateway and of the ERP may differ. */
  readonly skewMs: number;
}

/** A closed time of a channel. */
export interface Closing {
  /** Epoch milliseconds; the first moment that is open again. */
  readonly until: number;
  readonly reason: string;
}

/** Everything the dispatchers of all queues share. */
export interface DispatchContext {
  readonly journal: Journal;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly writes: PreparedWrites;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly random: Random;
  /** Channels of procedures, by name. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Channels of files, by name. */
  readonly drops: ReadonlyMap<string, DropSides>;
  /** All channels of the facade, by name. */
  readonly channelBindings: ReadonlyMap<string, ChannelBinding>;
  /** By channel and source name. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly limits: ReadonlyMap<string, LaneLimits>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly sourceBindings: ReadonlyMap<string, SourceBinding>;
  readonly times: DispatchTimes;
  readonly dropTimes: DropTimes;
  readonly verify: VerifyTimes;
  /** The closed time in which a channel is at `now`, in epoch milliseconds; undefined while it may be written to. */
  readonly closed: (channel: string, now: number) => Closing | undefined;
  /** When the channel's closed time that runs or comes next began or begins; undefined where none does. */
  readonly nextClosing: (channel: string, now: number) => number | undefined;
  /** Name of this worker in claims, for people. */
  readonly worker: string;
  readonly failpoint: Failpoints;
}

/** What a map must have, because the catalogue was checked. */
export function required<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new RangeError(`${name} is not connected`);
  return value;
}

/** The channel of a queue: `inbox` of `inbox/order-amendments`. Names of channels hold no slash. */
export function channelOf(queue: string): string {
  return queue.split('/', 1)[0] ?? queue;
}
