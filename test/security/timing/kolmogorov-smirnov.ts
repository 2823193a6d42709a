// The two-sample Kolmogorov–Smirnov test: could both samples have come from one distribution?
// It must never assume a shape of that distribution; times have none that is worth naming.

/** Terms of the series beyond which nothing changes any more. */
const TERMS = 100;
/** Below this the series does not converge, and what it converges to is 1. */
const LEAST_LAMBDA = 0.2;

/**
 * The probability of a difference at least as large as that of the two samples if there were none: near 0, they differ.
 * By the asymptotic distribution with the correction for small samples of Stephens (1970), good from some tens of values.
 */
export function probabilityAlike(one: readonly number[], other: readonly number[]): number {
  const effective = Math.sqrt((one.length * other.length) / (one.length + other.length));
  return beyond((effective + 0.12 + 0.11 / effective) * largestGap(one, other));
}

/** The largest distance between the two empirical distribution functions, 0 to 1. */
export function largestGap(one: readonly number[], other: readonly number[]): number {
  const [left, right] = [ascending(one), ascending(other)];
  let [below, beside, gap] = [0, 0, 0];
  while (below < left.length && beside < right.length) {
    const at = Math.min(left[below] ?? Infinity, right[beside] ?? Infinity);
    while ((left[below] ?? Infinity) <= at) below += 1;
    while ((right[beside] ?? Infinity) <= at) beside += 1;
    gap = Math.max(gap, Math.abs(below / left.length - beside / right.length));
  }
  return gap;
}

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function beyond(lambda: number): number {
  if (lambda < LEAST_LAMBDA) return 1;
  let sum = 0;
  for (let term = 1; term <= TERMS; term += 1) {
    sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * lambda * lambda);
  }
  return Math.min(1, Math.max(0, sum));
}
