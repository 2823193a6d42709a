// Which adapters there are for channels. The only place that names them.
import { readFileSync } from 'node:fs';
import { checkMssqlChannel, mssqlChannelFactory } from '../../adapters/mssql/mssql-channel-factory.js';
import type { ChannelBinding } from '../facade/binding-of-commands.js';
import type { ChannelFactory } from '../legacy/channel.port.js';

/** How the composition sees an adapter. */
export interface ChannelAdapter {
  readonly create: ChannelFactory;
  /** Every fault of a channel's settings, as a sentence; connects to nothing. */
  readonly check: (binding: ChannelBinding) => readonly string[];
}

const readText = (path: string): string => readFileSync(path, 'utf8');

/** Adapters by the word a facade uses for them. */
export const CHANNEL_ADAPTERS: ReadonlyMap<string, ChannelAdapter> = new Map([
  [
    'mssql',
    {
      create: mssqlChannelFactory(readText),
      check: (binding: ChannelBinding) => {
        const checked = checkMssqlChannel(binding, readText);
        return checked.ok ? [] : checked.faults;
      },
    },
  ],
]);

/** Every fault of every channel's settings, each with the channel it belongs to. */
export function checkChannels(channels: ReadonlyMap<string, ChannelBinding>): readonly string[] {
  return [...channels.values()].flatMap((binding) => {
    const adapter = CHANNEL_ADAPTERS.get(binding.adapter);
    const faults = adapter?.check(binding) ?? [
      `the adapter "${binding.adapter}" does not exist; there is ${[...CHANNEL_ADAPTERS.keys()].join(', ')}`,
    ];
    return faults.map((fault) => `channel ${binding.name}: ${fault}`);
  });
}
