// What joining one resource may know of everything around it.
// It must never be complete when files are broken: `undefined` means "not known", and checks then stay silent.
import type { Field } from '../contract.js';
import type { LockedShapes } from '../shapes/locked-shapes.js';

export interface Landscape {
  /** Declared systems, when facade.yaml says. */
  readonly systems: ReadonlySet<string> | undefined;
  /** Declared sources, when facade.yaml says. */
  readonly sources: ReadonlySet<string> | undefined;
  /** Declared channels, when facade.yaml says. */
  readonly channels: ReadonlySet<string> | undefined;
  /** Every resource that has a file, with its key field where that could be read. */
  readonly keys: ReadonlyMap<string, Field | undefined>;
  /** The locked shapes; undefined while they are being learnt or when the lock itself is broken. */
  readonly shapes: LockedShapes | undefined;
}
