// What joining one resource may know of everything around it.
// It must never be complete when files are broken: `undefined` means "not known", and checks then stay silent.
import type { ChannelBinding } from '../binding-of-commands.js';
import type { Field, Resource } from '../contract.js';
import type { LayoutDrafts } from '../layouts/layout-draft.js';
import type { LockedShapes } from '../shapes/locked-shapes.js';

/** A resource as others may refer to it. */
export interface KnownResource {
  readonly resource: Resource;
  /** Whether one record of it can be read. */
  readonly isReadable: boolean;
}

export interface Landscape {
  /** Declared systems, when facade.yaml says. */
  readonly systems: ReadonlySet<string> | undefined;
  /** Declared sources, when facade.yaml says. */
  readonly sources: ReadonlySet<string> | undefined;
  /** Declared channels, when facade.yaml says; undefined for one that could not be read. */
  readonly channels: ReadonlyMap<string, ChannelBinding | undefined> | undefined;
  /** Every resource that has a file, with its key field where that could be read. */
  readonly keys: ReadonlyMap<string, Field | undefined>;
  /** Every resource whose contract could be read. */
  readonly resources: ReadonlyMap<string, KnownResource>;
  /** Every layout that has a file, and the first operation that names it. */
  readonly layouts: { readonly drafts: LayoutDrafts; readonly users: ReadonlyMap<string, string> };
  /** The locked shapes; undefined while they are being learnt or when the lock itself is broken. */
  readonly shapes: LockedShapes | undefined;
}
