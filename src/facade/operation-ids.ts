// The names of everything a facade can do. It must never tell the versions apart: an operation is the same in all of them.
import type { Catalogue } from './catalogue.js';

/** Every operation id of every version, once. */
export function operationIds({ versions }: Pick<Catalogue, 'versions'>): readonly string[] {
  return [...new Set(versions.flatMap(({ operations, writes }) => [...operations, ...writes].map(({ id }) => id)))];
}
