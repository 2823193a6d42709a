// Finds out whether entries in a row are all genuine and only their order is not, as far as their texts go.
// It must never be asked about more than a few dozen: it tries every text at every place.
import type { ChainedEntry } from './chain-digest.js';
import { follows } from './recent-digests.js';

/** True when each digest, in the order they stand in, belongs to the text of one of the entries. */
export function wereReordered(before: Uint8Array, entries: readonly ChainedEntry[]): boolean {
  if (entries.length < 2) return false;
  const texts = entries.map(({ text }) => text);
  let previous = before;
  for (const { digest } of entries) {
    const found = texts.findIndex((text) => follows({ text, digest }, previous));
    if (found === -1) return false;
    texts.splice(found, 1);
    previous = digest;
  }
  return true;
}
