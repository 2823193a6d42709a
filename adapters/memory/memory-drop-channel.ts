// A drop channel without a server: the twin of the SFTP channel for tests and trials.
// It must keep every promise of the port; what the server does wrong is told to memory-drop-place.ts.
import type { DropCapabilities } from '../../src/facade/binding-of-drops.js';
import { failureText } from '../../src/kernel/failure-text.js';
import {
  ChannelFault,
  DropChannel,
  type DropChannelFactory,
  type DropContext,
} from '../../src/legacy/drop-channel.port.js';
import type { FileDrop, PublishOutcome, Sight, Sighting } from '../../src/legacy/file-drop.js';
import type { SourceState } from '../../src/legacy/source.port.js';
import { MemoryAcknowledgementFolder } from './drops/memory-acknowledgement-folder.js';
import type { MemoryDropPlace, MemoryFolderName } from './drops/memory-drop-place.js';
import { MemoryPublication, sha256, writeMarker } from './drops/memory-publication.js';
import { MemorySessions } from './drops/memory-sessions.js';

const NO_CAPABILITY: DropCapabilities = { list: false, read: false, renameNoOverwrite: false, archive: false };

/** The factory of both sides over one place. Capabilities and folders are those of the binding, as at a real server. */
export function memoryDropSides(place: MemoryDropPlace): DropChannelFactory {
  return (binding, context) => {
    const can = binding.drops?.can ?? NO_CAPABILITY;
    const folders = new Set<string>(Object.keys(binding.drops?.folders ?? {}));
    const sessions = new MemorySessions(place, context);
    const drops = new MemoryDropChannel({ place, can, context, sessions }, folders);
    const hasAcknowledgements = folders.has('acknowledgements');
    const acknowledgements = hasAcknowledgements ? new MemoryAcknowledgementFolder(place, sessions) : undefined;
    return { drops, acknowledgements };
  };
}

interface MemoryDropParts {
  readonly place: MemoryDropPlace;
  readonly can: DropCapabilities;
  readonly context: DropContext;
  readonly sessions: MemorySessions;
}

export class MemoryDropChannel extends DropChannel {
  constructor(
    private readonly parts: MemoryDropParts,
    private readonly folders: ReadonlySet<string>,
  ) {
    super();
  }

  publish(drop: FileDrop, signal: AbortSignal): Promise<PublishOutcome> {
    return new MemoryPublication(this.parts, drop, signal).run();
  }

  look(drop: FileDrop, acknowledgementName: string | undefined, signal: AbortSignal): Promise<Sighting> {
    return this.parts.sessions.use(signal, () => {
      const inbox = this.#sight('inbox', drop);
      if (inbox === 'same') this.#completeMarker(drop);
      return {
        inbox,
        archive: this.#sight('archive', drop),
        acknowledgement: this.#acknowledgement(acknowledgementName),
      };
    });
  }

  prove(signal: AbortSignal): Promise<readonly string[]> {
    const { can, place, sessions } = this.parts;
    const declared = (Object.keys(can) as (keyof DropCapabilities)[]).filter((each) => can[each]);
    const broken = declared.filter((each) => !place.truth[each]);
    return sessions
      .use(signal, () => broken.map((each) => `${each} is declared, and the server does not keep it`))
      .catch((error: unknown) => [failureText(error)]);
  }

  probe(signal: AbortSignal): Promise<SourceState> {
    return this.parts.sessions
      .use<SourceState>(signal, () => ({ kind: 'ready' }))
      .catch((error: unknown) => ({
        kind: 'unavailable',
        advice: failureText(error),
      }));
  }

  close(): Promise<void> {
    this.parts.sessions.close();
    return Promise.resolve();
  }

  #sight(folder: MemoryFolderName, drop: FileDrop): Sight {
    const { place, can } = this.parts;
    if (!this.folders.has(folder) || !this.#canLook(folder)) return 'unreadable';
    const found = place.folder(folder).get(drop.name)?.bytes;
    if (found === undefined) return 'absent';
    const isSame = can.read ? sha256(found) === drop.sha256 : found.length === drop.bytes.length;
    return isSame ? 'same' : 'different';
  }

  #acknowledgement(name: string | undefined): Sighting['acknowledgement'] {
    if (name === undefined) return 'absent';
    const { place } = this.parts;
    if (!this.folders.has('acknowledgements') || !this.#canLook('acknowledgements')) return 'unreadable';
    if (place.acknowledgements.has(name)) return 'present';
    if (!this.#canLook('read')) return 'unreadable';
    return place.read.has(name) ? 'present' : 'absent';
  }

  #canLook(folder: MemoryFolderName): boolean {
    const { place, can } = this.parts;
    return (can.list || can.read) && !place.isUnreadable(folder);
  }

  /** A file that lies whole in the inbox without its marker would never be taken in. */
  #completeMarker({ doneName, notAfter }: FileDrop): void {
    const { place, context } = this.parts;
    if (doneName === undefined || place.inbox.has(doneName)) return;
    if (notAfter !== undefined && context.now() > notAfter) {
      throw new ChannelFault(
        'the file lies in the inbox without its done marker, which has to wait: a window is closed',
      );
    }
    writeMarker(this.parts, doneName);
  }
}
