// What publishing and looking work with.
import type { DropCapabilities, DropFolders } from '../../../src/facade/binding-of-drops.js';
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import type { SessionPool } from '../session/session-pool.js';

export interface PublishingParts {
  readonly pool: SessionPool;
  readonly folders: DropFolders;
  readonly can: DropCapabilities;
  /** Whether bytes are put on the server's disk before they count as written, where the server offers it. */
  readonly fsync: boolean;
  readonly context: Pick<DropContext, 'now' | 'reached'>;
}
