// Opens the channels of a facade, each with its lane. Nothing connects here; the first delivery or probe does.
import type { LaneLimits } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Channel } from '../../legacy/channel.port.js';
import type { DropContext, DropSides } from '../../legacy/drop-channel.port.js';
import type { PublishStage } from '../../legacy/file-drop.js';
import type { Breaker } from '../../protection/breaker/breaker.js';
import type { Lane } from '../../protection/lanes/lane.js';
import type { Failpoints } from '../../write/failpoint.js';
import { CHANNEL_ADAPTERS } from './channel-adapters.js';
import { breakersOf, endCleanly } from './legacy-side.js';
import { openChannelLane, openDropLane } from './open-lane.js';
import type { LaneParts, OpenLane } from './open-lane.js';

/** What channels are opened with. */
export interface ChannelParts extends LaneParts {
  readonly catalogue: Catalogue;
  /** How long a call counts as running after its connection went away without a word, in milliseconds. */
  readonly graceMs: number;
  readonly failpoint?: Failpoints;
}

/** All channels by name; a name is in one of the first two, and in `lanes`. */
export interface OpenChannels {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly drops: ReadonlyMap<string, DropSides>;
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Of the channels that have one. */
  readonly breakers: ReadonlyMap<string, Breaker>;
  /** Ends what is under way. */
  readonly close: () => Promise<void>;
}

/** Longest until a server of files has said hello, and longest it may be silent within a transfer, in milliseconds. */
const CONNECT_MS = 10_000;
const STALL_MS = 30_000;

/** Opens them. Throws for an adapter or limits that the check of the facade should have found missing. */
export function openChannels(parts: ChannelParts): OpenChannels {
  const { catalogue } = parts;
  const channels = new Map<string, Channel>();
  const drops = new Map<string, DropSides>();
  const opened = new Map<string, OpenLane>();
  for (const [name, binding] of catalogue.channels) {
    const limits = limitsOf(catalogue, name);
    const adapter = CHANNEL_ADAPTERS.get(binding.adapter);
    if (adapter === undefined) throw new RangeError(`no adapter ${binding.adapter}`);
    if (adapter.kind === 'drops') drops.set(name, adapter.create(binding, dropContext(parts, limits)));
    else channels.set(name, adapter.create(binding, callContext(parts, limits)));
    const openLane = adapter.kind === 'drops' ? openDropLane : openChannelLane;
    opened.set(name, openLane(name, limits, parts, parts.graceMs));
  }
  const lanes = new Map([...opened].map(([name, { lane }]) => [name, lane]));
  const close = async (): Promise<void> => {
    const all = [...channels.values(), ...[...drops.values()].map((sides) => sides.drops)];
    await Promise.all(all.map((each) => each.close()));
    await endCleanly(opened);
  };
  return { channels, drops, lanes, breakers: breakersOf(opened), close };
}

function callContext({ clock, observe }: ChannelParts, { concurrency, timeoutMs }: LaneLimits) {
  return {
    ...{ observe, connections: concurrency, callTimeoutMs: timeoutMs },
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
  };
}

/** Also for whoever asks a channel without a gateway, such as `check --live`. */
export function dropContext(
  { clock, observe, failpoint }: Omit<ChannelParts, 'catalogue' | 'memory' | 'graceMs'>,
  limits: LaneLimits,
): DropContext {
  return {
    observe,
    sessions: limits.concurrency,
    connectTimeoutMs: CONNECT_MS,
    stallTimeoutMs: STALL_MS,
    now: () => clock.now(),
    after: (ms, call) => clock.after(ms, call),
    reached: (stage, name) => reached(failpoint, stage, name),
  };
}

/** What was written and not looked at yet is nothing that a process could leave differently behind. */
function reached(failpoint: Failpoints | undefined, stage: PublishStage, name: string): Promise<void> | void {
  return stage === 'written' ? undefined : failpoint?.(`publish:${stage}`, name);
}

function limitsOf(catalogue: Catalogue, channel: string): LaneLimits {
  const limits = catalogue.lanes.get(channel);
  if (limits === undefined) throw new RangeError(`channel ${channel} has no limits`);
  return limits;
}
