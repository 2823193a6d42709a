// What this adapter offers to the composition for drops: the check of a channel's settings, and the factory of its sides.
import type { ChannelBinding } from '../../../src/facade/binding-of-commands.js';
import type { Outcome } from '../../../src/kernel/outcome.js';
import type { DropChannelFactory } from '../../../src/legacy/drop-channel.port.js';
import { FolderAcknowledgements } from './folder-acknowledgements.js';
import { FolderDropChannel } from './folder-drop-channel.js';
import { type LocalFolders, localFolders } from './folder-settings.js';
import { Patience } from './patience.js';

/** Checks url, options and folders of a channel without touching the disk. All faults, each saying what to change. */
export function checkFolderChannel(binding: ChannelBinding): Outcome<LocalFolders, string> {
  return localFolders(binding);
}

/** The factory of folder channels. Throws when the settings are wrong, with every fault in the message. */
export function folderChannelFactory(): DropChannelFactory {
  return (binding, context) => {
    const checked = checkFolderChannel(binding);
    if (!checked.ok || binding.drops === undefined) {
      throw new Error(`channel ${binding.name}: ${checked.ok ? 'no folders' : checked.faults.join('; ')}`);
    }
    const folders = checked.value;
    const patience = new Patience(context);
    const { acknowledgements, read } = folders;
    return {
      drops: new FolderDropChannel({ folders, can: binding.drops.can, patience, context }),
      acknowledgements:
        acknowledgements === undefined || read === undefined
          ? undefined
          : new FolderAcknowledgements(acknowledgements, read, patience),
    };
  };
}
