// Puts the name an author most likely meant behind a sentence. It must never suggest something far-fetched.
import { nearest } from '../../kernel/nearest.js';

/** ` Did you mean "trim"?` or nothing: ready to stand behind a sentence. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const name = nearest(typed, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
