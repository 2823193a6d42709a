// A binary heap from which anything can be taken, not only the first: who waits may leave from anywhere.
// It must never look at more than a path through the tree for one operation.

/** True when `one` comes before `other`; a strict order. */
export type Before<Item> = (one: Item, other: Item) => boolean;

/** Each item is in it once at most. */
export class IndexedHeap<Item extends object> {
  readonly #items: Item[] = [];
  readonly #places = new Map<Item, number>();

  constructor(private readonly before: Before<Item>) {}

  get size(): number {
    return this.#items.length;
  }

  /** The first in order. */
  first(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    this.#put(item, this.#items.length);
    this.#rise(this.#items.length - 1);
  }

  /** True when it was in the heap. */
  delete(item: Item): boolean {
    const place = this.#places.get(item);
    if (place === undefined) return false;
    this.#places.delete(item);
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#put(last, place);
      this.#sink(this.#rise(place));
    }
    return true;
  }

  /** Items in no order. */
  all(): readonly Item[] {
    return [...this.#items];
  }

  #put(item: Item, place: number): void {
    this.#items[place] = item;
    this.#places.set(item, place);
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#swapIfBefore(place, above)) break;
      place = above;
    }
    return place;
  }

  #sink(from: number): void {
    for (let place = from; ;) {
      const left = 2 * place + 1;
      const below = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(below, place)) return;
      place = below;
    }
  }

  #swapIfBefore(one: number, other: number): boolean {
    if (!this.#isBefore(one, other)) return false;
    const [first, second] = [this.#items[one], this.#items[other]] as [Item, Item];
    this.#put(first, other);
    this.#put(second, one);
    return true;
  }

  /** A place behind the end is before nothing. */
  #isBefore(one: number, other: number): boolean {
    const [first, second] = [this.#items[one], this.#items[other]];
    return first !== undefined && second !== undefined && this.before(first, second);
  }
}
