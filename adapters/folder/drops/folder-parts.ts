// What publishing to a folder and looking into it work with.
import type { DropCapabilities } from '../../../src/facade/binding-of-drops.js';
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import type { LocalFolders } from './folder-settings.js';
import type { Patience } from './patience.js';

export interface FolderParts {
  readonly folders: LocalFolders;
  readonly can: DropCapabilities;
  readonly patience: Patience;
  readonly context: Pick<DropContext, 'now' | 'reached'>;
}
