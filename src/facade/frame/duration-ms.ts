// Durations and rates as authors write them, in milliseconds. The format has already checked their form.

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** `250ms`, `5s`, `1m`, `3h` in milliseconds. */
export function durationMs(text: string): number {
  return Number.parseInt(text, 10) * (unitMs[text.replace(/^\d+/, '')] ?? 1);
}

/** `600/min` taken apart. */
export function parseRate(text: string): { readonly requests: number; readonly windowMs: number } {
  const [requests = '0', unit = 's'] = text.split('/');
  return { requests: Number(requests), windowMs: unitMs[unit] ?? 1000 };
}
