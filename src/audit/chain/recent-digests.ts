// The digests of the last entries that fitted, so that a later one can be found to follow an earlier one.
// It must never grow.
import { chainDigest } from './chain-digest.js';
import type { ChainedEntry, ChainPosition } from './chain-digest.js';

const MOST = 256;

/** A ring of positions. */
export class RecentDigests {
  #positions: ChainPosition[] = [];

  add(position: ChainPosition): void {
    this.#positions.push(position);
    if (this.#positions.length >= 2 * MOST) this.#positions = this.#positions.slice(-MOST);
  }

  /** The newest position this entry follows, if any. */
  before(entry: ChainedEntry): ChainPosition | undefined {
    return this.#positions.findLast(({ digest }) => follows(entry, digest));
  }
}

/** Whether the digest of an entry was made from this one and its own text. */
export function follows({ digest, text }: Pick<ChainedEntry, 'digest' | 'text'>, previous: Uint8Array): boolean {
  return chainDigest(previous, text).equals(digest);
}
