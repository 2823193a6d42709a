// What can be wrong with a stored chain, and how that is said to a person. It must never guess at who did it.

/**
 * edited: a text is not the one that was appended. deleted: places are missing. reordered: entries stand in another
 * order. inserted: an entry was never appended. cut-off: the newest entries are missing. rewritten: the chain holds
 * together, but is not the one that was signed. heads: the signed heads are not what was written. checkpoint: the
 * checkpoint does not allow what it stands for.
 */
export type FindingKind =
  'edited' | 'deleted' | 'reordered' | 'inserted' | 'cut-off' | 'rewritten' | 'heads' | 'checkpoint';

/** Something that is wrong: with the entries of these places, or of the heads in general. */
export interface ChainFinding {
  readonly kind: FindingKind;
  /** First and last place; absent for heads and checkpoints. */
  readonly from?: number;
  readonly to?: number;
  /** A sentence or two. */
  readonly text: string;
}

/** Names places in a sentence: `Entry 5`, `Entries 5 to 7`. */
export function placesText(from: number, to: number): string {
  return from === to ? `Entry ${from}` : `Entries ${from} to ${to}`;
}

/** A finding about places, in our words. */
export function placesFinding(kind: FindingKind, from: number, to: number, why: string): ChainFinding {
  return { kind, from, to, text: `${placesText(from, to)}: ${why}` };
}
