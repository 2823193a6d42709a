// Who is asked for how often: a few by nearly everybody, most by nearly nobody (Zipf, exponent 1).
// The same seed always gives the same sequence.

/** The n-th of `ranks` is drawn half as often as the one at half its place. Ranks from 0. */
export function zipfRanks(ranks: number, draws: number, seed: number): readonly number[] {
  const upTo = cumulative(ranks);
  const random = uniform(seed);
  return Array.from({ length: draws }, () => placeOf(upTo, random() * (upTo.at(-1) ?? 0)));
}

function cumulative(ranks: number): readonly number[] {
  let sum = 0;
  return Array.from({ length: ranks }, (_, rank) => (sum += 1 / (rank + 1)));
}

/** The first place whose value is not below `wanted`. */
function placeOf(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From 0 to below 1: a counter through the finalizer of MurmurHash3. */
function uniform(seed: number): () => number {
  let count = seed;
  return () => {
    count = (count + 0x9e3779b9) | 0;
    let mixed = Math.imul(count ^ (count >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
