// Drops files in a folder of this machine or of a mount.
// It must never publish twice: whatever it cannot know it calls unknown.
import { DropChannel } from '../../../src/legacy/drop-channel.port.js';
import type { FileDrop, PublishOutcome, Sighting } from '../../../src/legacy/file-drop.js';
import type { SourceState } from '../../../src/legacy/source.port.js';
import { faultOf, reasonOf } from './file-errors.js';
import type { FolderParts } from './folder-parts.js';
import { FolderPublication } from './folder-publication.js';
import { folderSightings, isFolder } from './folder-sightings.js';
import { proveFolder } from './prove-folder.js';

export class FolderDropChannel extends DropChannel {
  constructor(private readonly parts: FolderParts) {
    super();
  }

  publish(drop: FileDrop, signal: AbortSignal): Promise<PublishOutcome> {
    return new FolderPublication(this.parts, drop, signal).run();
  }

  async look(drop: FileDrop, acknowledgementName: string | undefined, signal: AbortSignal): Promise<Sighting> {
    try {
      const { patience } = this.parts;
      return await patience.step(signal, () => folderSightings(this.parts, drop, acknowledgementName));
    } catch (error) {
      throw faultOf(error);
    }
  }

  async prove(signal: AbortSignal): Promise<readonly string[]> {
    try {
      return await this.parts.patience.step(signal, () => proveFolder(this.parts));
    } catch (error) {
      return [reasonOf(error)];
    }
  }

  async probe(signal: AbortSignal): Promise<SourceState> {
    const { patience, folders } = this.parts;
    try {
      const isThere = await patience.step(signal, () => isFolder(folders.inbox));
      if (isThere) return { kind: 'ready' };
      return { kind: 'unavailable', advice: `The inbox ${folders.inbox} is not a folder, or not mounted.` };
    } catch (error) {
      return { kind: 'unavailable', advice: reasonOf(error) };
    }
  }

  close(): Promise<void> {
    this.parts.patience.close();
    return Promise.resolve();
  }
}
