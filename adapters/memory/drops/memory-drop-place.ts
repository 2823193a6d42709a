// The folders of a server that is only memory, and the ways it misbehaves: where tests play the ERP's batch job.
// It must never know what the gateway wants there; memory-drop-channel.ts does.
import type { DropCapabilities } from '../../../src/facade/binding-of-drops.js';
import type { PublishStage } from '../../../src/legacy/file-drop.js';

export interface MemoryFile {
  readonly bytes: Uint8Array;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

export type MemoryFolderName = 'inbox' | 'archive' | 'acknowledgements' | 'read';

/** What the server does wrong. Those of a publication happen once, to the next one; the others last until `behave`. */
export type MemoryDropMisbehaviour =
  /** No session can be had. */
  | { readonly kind: 'unreachable' }
  /** A folder cannot be looked at. */
  | { readonly kind: 'unreadable'; readonly folder: MemoryFolderName }
  /** The session dies when the publication reaches this stage, after the hook was told. */
  | { readonly kind: 'drop-at'; readonly stage: 'writing' | 'written' | 'checked' }
  /** The answer to the rename is lost, and it was performed or not. */
  | { readonly kind: 'lose-rename-reply'; readonly performed: boolean }
  /** Every write is acknowledged and only so many bytes are kept. */
  | { readonly kind: 'store-fewer'; readonly bytes: number }
  /** Writing ends with an error after so many bytes. */
  | { readonly kind: 'quota'; readonly bytes: number }
  /** The rename is refused although the name is free. */
  | { readonly kind: 'refuse-rename' }
  /** The file is renamed and the done marker is refused. */
  | { readonly kind: 'refuse-marker' }
  /** Silence from this stage on, until the caller's signal or the stall deadline. */
  | { readonly kind: 'stall'; readonly stage: PublishStage };

type OfPublication = Exclude<MemoryDropMisbehaviour['kind'], 'unreachable' | 'unreadable'>;

/** A server's folders by file name. Tests read and change them at will. */
export class MemoryDropPlace {
  readonly inbox = new Map<string, MemoryFile>();
  readonly archive = new Map<string, MemoryFile>();
  readonly acknowledgements = new Map<string, MemoryFile>();
  readonly read = new Map<string, MemoryFile>();
  #misbehaviours: MemoryDropMisbehaviour[] = [];

  /** @param truth what the server really lets the gateway do, for `prove` */
  constructor(readonly truth: DropCapabilities = { list: true, read: true, renameNoOverwrite: true, archive: true }) {}

  folder(name: MemoryFolderName): Map<string, MemoryFile> {
    return this[name];
  }

  misbehave(misbehaviour: MemoryDropMisbehaviour): void {
    this.#misbehaviours.push(misbehaviour);
  }

  /** Forgets every misbehaviour that waits. */
  behave(): void {
    this.#misbehaviours = [];
  }

  /** Whether this lasting misbehaviour is on. */
  isUnreachable(): boolean {
    return this.#misbehaviours.some(({ kind }) => kind === 'unreachable');
  }

  isUnreadable(folder: MemoryFolderName): boolean {
    return this.#misbehaviours.some((each) => each.kind === 'unreadable' && each.folder === folder);
  }

  /** Takes the next misbehaviour of this kind that `fits`; it will not happen again. */
  take<Kind extends OfPublication>(
    kind: Kind,
    fits: (each: Extract<MemoryDropMisbehaviour, { kind: Kind }>) => boolean = () => true,
  ): Extract<MemoryDropMisbehaviour, { kind: Kind }> | undefined {
    type Wanted = Extract<MemoryDropMisbehaviour, { kind: Kind }>;
    const isWanted = (each: MemoryDropMisbehaviour): each is Wanted => each.kind === kind && fits(each as Wanted);
    const found = this.#misbehaviours.find(isWanted);
    if (found !== undefined) this.#misbehaviours.splice(this.#misbehaviours.indexOf(found), 1);
    return found;
  }
}
