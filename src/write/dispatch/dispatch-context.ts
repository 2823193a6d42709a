// What bringing commands to the ERP needs from outside, in one place.
import type { LaneLimits, SourceBinding } from '../../facade/binding.js';
import type { Clock } from '../../kernel/clock.js';
import type { Channel } from '../../legacy/channel.port.js';
import type { Source } from '../../legacy/source.port.js';
import type { Observer } from '../../observability/observation.js';
import type { Lane } from '../../protection/lane.js';
import type { Journal } from '../journal.js';
import type { PreparedWrites } from '../prepare/prepared-write.js';
import type { Random } from './backoff.js';

/** Steps between which a process can die. Tests stop there; nothing else may depend on them. */
export type Failpoint = 'claimed' | 'delivering' | 'delivered' | 'settled' | 'verifying' | 'verified';

/** Times of the dispatcher in milliseconds. */
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

/** How the ERP is asked about unknown outcomes; times in milliseconds. */
export interface VerifyTimes {
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** After this long without proof a person is asked. */
  readonly giveUpMs: number;
  /** How far the clocks of the gateway and of the ERP may differ. */
  readonly skewMs: number;
}

/** Everything the dispatchers of all channels share. */
export interface DispatchContext {
  readonly journal: Journal;
  readonly writes: PreparedWrites;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly random: Random;
  /** By channel and source name. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly limits: ReadonlyMap<string, LaneLimits>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly sourceBindings: ReadonlyMap<string, SourceBinding>;
  readonly times: DispatchTimes;
  readonly verify: VerifyTimes;
  /** Name of this worker in claims, for people. */
  readonly worker: string;
  readonly failpoint: (name: Failpoint, commandId: string) => Promise<void> | void;
}

/** What a map must have, because the catalogue was checked. */
export function required<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new RangeError(`${name} is not connected`);
  return value;
}
