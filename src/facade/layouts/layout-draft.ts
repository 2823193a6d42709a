// A layout as far as it can be read without the operation that uses it.
// It must never hold what depends on fields; join-layout.ts completes it.
import type { Layout, RecordPlace } from '../binding-of-drops.js';
import type { WrittenFormat } from '../format-of-drops/record-format.js';
import type { Spot } from '../yaml/spot.js';

/** One value of a record. */
export interface ItemDraft {
  readonly name: string;
  readonly place: RecordPlace;
  readonly format: WrittenFormat;
  readonly spot: Spot;
}

/** The entries of a child list. */
export interface ListDraft {
  readonly child: string;
  readonly element?: string;
  readonly items: readonly ItemDraft[];
  readonly spot: Spot;
}

/** A placeholder that hangs on the operation. */
export interface TotalDraft {
  readonly field: string;
  readonly spot: Spot;
}

export interface LayoutDraft {
  /** Everything but its records. */
  readonly shell: Omit<Layout, 'record' | 'lists'>;
  readonly items: readonly ItemDraft[];
  readonly lists: readonly ListDraft[];
  readonly totals: readonly TotalDraft[];
  /** Widths of {count}, which must hold the records of a batch. */
  readonly counts: readonly { readonly width: number; readonly spot: Spot }[];
  /** Sections that could not be read, so that nothing can be said of what they would have held. */
  readonly lost: ReadonlySet<'record' | 'acknowledgement'>;
  /** The file. */
  readonly spot: Spot;
}

/** Layouts by name; undefined where the file is no YAML or does not say its format, which was told. */
export type LayoutDrafts = ReadonlyMap<string, LayoutDraft | undefined>;
