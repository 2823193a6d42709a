// What the contract of a drop channel needs to know of the place it runs against: a server with four folders which the
// tests may read and change as the ERP's batch job does, and which can be told to misbehave.
import type { Clock } from '../../src/kernel/clock.js';
import type { DropCapabilities } from '../../src/facade/binding-of-drops.js';
import type { DropSides } from '../../src/legacy/drop-channel.port.js';
import type { PublishStage } from '../../src/legacy/file-drop.js';
import type { Observation } from '../../src/observability/observation.js';

export type DropFolderName = 'inbox' | 'archive' | 'acknowledgements' | 'read';

export interface OpenDropsOptions {
  readonly can?: Partial<DropCapabilities>;
  /** Folders of the binding that are left out. */
  readonly without?: readonly DropFolderName[];
  readonly sessions?: number;
  readonly stallTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly now?: () => number;
  /** Real time when left out. */
  readonly after?: Clock['after'];
  /** Told of each stage; may wait. */
  readonly reached?: (stage: PublishStage, name: string) => Promise<void> | void;
}

export interface OpenedDrops extends DropSides {
  readonly observed: readonly Observation[];
}

/** What the server does wrong, once or until `behave`. */
export type DropMisbehaviour =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'lose-rename-reply'; readonly performed: boolean }
  | { readonly kind: 'store-fewer'; readonly bytes: number }
  | { readonly kind: 'quota'; readonly bytes: number }
  | { readonly kind: 'refuse-rename' }
  | { readonly kind: 'refuse-marker'; readonly name: string }
  | { readonly kind: 'stall-writing' };

export interface DropFixture {
  /** Sides over this place; closed with the fixture. */
  open(options?: OpenDropsOptions): OpenedDrops;
  /** Names and bytes of what lies in a folder, subfolders left out. */
  files(folder: DropFolderName): Promise<ReadonlyMap<string, Buffer>>;
  put(folder: DropFolderName, name: string, bytes: Uint8Array): Promise<void>;
  move(name: string, from: DropFolderName, to: DropFolderName): Promise<void>;
  /** Removes every file. */
  clear(): Promise<void>;
  /** Where the place can be told to misbehave. */
  readonly misbehave?: (misbehaviour: DropMisbehaviour) => void;
  behave(): void;
  close(): Promise<void>;
}
