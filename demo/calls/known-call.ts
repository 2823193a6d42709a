// What the allow-list says about one function.
import type { Emitted } from '../compiler/emitted.js';

/** A function the demo server knows: how many arguments it takes and what it becomes. */
export interface KnownCall {
  readonly least: number;
  readonly most: number;
  readonly compile: (args: readonly Emitted[]) => Emitted;
}
