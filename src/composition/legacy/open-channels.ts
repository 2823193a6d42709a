// Opens the channels of a facade, each with its lane. Nothing connects here; the first delivery or probe does.
import type { LaneLimits } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import type { Channel } from '../../legacy/channel.port.js';
import type { DropContext, DropSides } from '../../legacy/drop-channel.port.js';
import type { PublishStage } from '../../legacy/file-drop.js';
import type { Observer } from '../../observability/observation.js';
import { Lane } from '../../protection/lane.js';
import type { Failpoints } from '../../write/failpoint.js';
import { CHANNEL_ADAPTERS } from './channel-adapters.js';

/** What channels are opened with. */
export interface ChannelParts {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly failpoint?: Failpoints;
}

/** All channels by name; a name is in one of the first two, and in `lanes`. */
export interface OpenChannels {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly drops: ReadonlyMap<string, DropSides>;
  readonly lanes: ReadonlyMap<string, Lane>;
}

/** Longest until a server of files has said hello, and longest it may be silent within a transfer, in milliseconds. */
const CONNECT_MS = 10_000;
const STALL_MS = 30_000;

/** Opens them. Throws for an adapter or limits that the check of the facade should have found missing. */
export function openChannels(parts: ChannelParts): OpenChannels {
  const { catalogue, clock, observe } = parts;
  const channels = new Map<string, Channel>();
  const drops = new Map<string, DropSides>();
  const lanes = new Map<string, Lane>();
  for (const [name, binding] of catalogue.channels) {
    const limits = limitsOf(catalogue, name);
    const adapter = CHANNEL_ADAPTERS.get(binding.adapter);
    if (adapter === undefined) throw new RangeError(`no adapter ${binding.adapter}`);
    if (adapter.kind === 'drops') drops.set(name, adapter.create(binding, dropContext(parts, limits)));
    else channels.set(name, adapter.create(binding, callContext(parts, limits)));
    const { concurrency, queue, waitMs } = limits;
    lanes.set(name, new Lane({ name, concurrency, queue, waitMs }, clock, observe));
  }
  return { channels, drops, lanes };
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
  { clock, observe, failpoint }: Omit<ChannelParts, 'catalogue'>,
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
