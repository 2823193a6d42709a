// Which adapters there are for channels. The only place that names them.
import { readFileSync } from 'node:fs';
import { checkFolderChannel, folderChannelFactory } from '../../../adapters/folder/drops/folder-channel-factory.js';
import { checkMssqlChannel, mssqlChannelFactory } from '../../../adapters/mssql/mssql-channel-factory.js';
import { checkSftpChannel, sftpChannelFactory } from '../../../adapters/sftp/sftp-channel-factory.js';
import type { ChannelBinding } from '../../facade/binding-of-commands.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { ChannelFactory } from '../../legacy/channel.port.js';
import type { DropChannelFactory } from '../../legacy/drop-channel.port.js';

/** Every fault of a channel's settings, as a sentence; connects to nothing. */
type CheckChannel = (binding: ChannelBinding) => readonly string[];

/** How the composition sees an adapter: it calls procedures, or it drops files. */
export type ChannelAdapter =
  | { readonly kind: 'procedures'; readonly create: ChannelFactory; readonly check: CheckChannel }
  | { readonly kind: 'drops'; readonly create: DropChannelFactory; readonly check: CheckChannel };

const readText = (path: string): string => readFileSync(path, 'utf8');

function faultsOf(checked: Outcome<unknown, string>): readonly string[] {
  return checked.ok ? [] : checked.faults;
}

/** Adapters by the word a facade uses for them. */
export const CHANNEL_ADAPTERS: ReadonlyMap<string, ChannelAdapter> = new Map<string, ChannelAdapter>([
  [
    'mssql',
    {
      kind: 'procedures',
      create: mssqlChannelFactory(readText),
      check: (binding) => faultsOf(checkMssqlChannel(binding, readText)),
    },
  ],
  [
    'sftp',
    {
      kind: 'drops',
      create: sftpChannelFactory(readText),
      check: (binding) => faultsOf(checkSftpChannel(binding, readText)),
    },
  ],
  [
    'folder',
    { kind: 'drops', create: folderChannelFactory(), check: (binding) => faultsOf(checkFolderChannel(binding)) },
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
