// Pages of lists that were asked for one more than the page holds: whether there is more shows by that one.

/** A page. */
export interface Page<Item, Next> {
  readonly data: readonly Item[];
  readonly page: { readonly limit: number; readonly next: Next | null };
}

/** The page, and what to ask for the next one with: the mark of its last entry. */
export function pageOf<Item, Next>(
  found: readonly Item[],
  most: number,
  markOf: (item: Item) => Next,
): Page<Item, Next> {
  const data = found.slice(0, most);
  const last = data.at(-1);
  return { data, page: { limit: most, next: found.length > most && last !== undefined ? markOf(last) : null } };
}
