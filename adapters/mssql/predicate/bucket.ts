// Pads lists of values to a power of two, so that the texts of IN lists are a finite set.

/** Repeats the last item until there are 1, 2, 4, 8 … of them. An empty list stays empty. */
export function padded<Item>(items: readonly Item[]): readonly Item[] {
  const last = items.at(-1);
  if (last === undefined) return items;
  const size = bucketSize(items.length);
  return items.length === size ? items : [...items, ...Array.from({ length: size - items.length }, () => last)];
}

/** The smallest power of two that is at least `count`. */
export function bucketSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}
