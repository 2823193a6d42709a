// Durations as people write them: a whole number and its unit.
// It must never know which units and bounds fit somewhere; whoever asks for a duration does.

/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 86_400_000;

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS } as const;
const DURATION = /^(\d{1,9})(ms|[smhd])$/;

/** `250ms`, `30s`, `10m`, `24h` or `7d` in milliseconds; undefined for every other text. */
export function durationMs(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

/** The shortest exact text for whole milliseconds: `30d`, `36h`. */
export function durationText(ms: number): string {
  const units = Object.entries(UNIT_MS).reverse();
  const [unit, size] = units.find(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}
