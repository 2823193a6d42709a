// The channels, from YAML to the catalogue. It must never look at their options; adapters do.
import type { ChannelBinding } from '../binding-of-commands.js';
import type { ChannelFormat, ProcedureChannelFormat } from '../format-of-writes/channel-format.js';
import { defined } from '../joining/defined.js';
import type { Spot } from '../yaml/spot.js';
import { joinDropChannel } from './join-drop-channel.js';

/** The channels by name. `spot` is `channels`. */
export function joinChannels(
  channels: Readonly<Record<string, ChannelFormat>>,
  sources: readonly string[],
  spot: Spot,
): ReadonlyMap<string, ChannelBinding> {
  const joined = Object.entries(channels).map(([name, format]) => {
    const place = spot.in(name);
    if (sources.includes(name)) {
      place.errorAtKey(`"${name}" is the name of a source already: limits and metrics could not tell them apart.`);
    }
    return format.adapter === 'mssql' ? joinChannel(name, format) : joinDropChannel(name, format, place);
  });
  return new Map(joined.map((channel) => [channel.name, channel]));
}

function joinChannel(name: string, { adapter, url, codePage, options = {} }: ProcedureChannelFormat): ChannelBinding {
  return { name, adapter, url, ...defined({ codePage }), options };
}
