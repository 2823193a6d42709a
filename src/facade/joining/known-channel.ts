// Finds the channel that an operation names. It must never let a procedure be called where files are dropped.
import type { ChannelBinding } from '../binding-of-commands.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { Landscape } from './landscape.js';

/** What a channel is for. */
export type ChannelUse = 'calls procedures' | 'drops files';

/**
 * The channel, or undefined where it is not known or not for this use. A name that no channel has, or one of another
 * use, is told at `spot`.
 */
export function knownChannel(
  name: string,
  use: ChannelUse,
  { channels }: Landscape,
  spot: Spot,
): ChannelBinding | undefined {
  const channel = channels?.get(name);
  if (channels !== undefined && !channels.has(name)) {
    const names = [...channels.keys()];
    const there = names.length === 0 ? 'facade.yaml has none' : `facade.yaml has ${names.join(', ')}`;
    spot.error(`no channel is called "${name}": ${there}.${didYouMean(name, names)}`);
  }
  if (channel === undefined) return undefined;
  const does: ChannelUse = channel.drops === undefined ? 'calls procedures' : 'drops files';
  if (does === use) return channel;
  spot.error(`the channel "${name}" ${does}: this needs one that ${use}.`);
  return undefined;
}
