// Fractions of a second at the scales a T-SQL time can have.

/** Units of 10^-scale seconds -> ticks of 100 nanoseconds. */
export const scaleTicks = (units: number, scale: number): number => units * 10 ** (7 - scale);

/** Whole seconds and written decimals -> units of 10^-scale seconds. */
export function ticksAt(seconds: number, fraction: string, scale: number): number {
  return seconds * 10 ** scale + Number(fraction.padEnd(scale, '0').slice(0, scale));
}

/** Bytes of a time at a scale. */
export function timeSize(scale: number): number {
  if (scale <= 2) return 3;
  return scale <= 4 ? 4 : 5;
}
