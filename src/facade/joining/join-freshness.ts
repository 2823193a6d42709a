// How long answers about a resource are kept, from YAML to the catalogue, in milliseconds.
// It must never let an age pass that is shorter than the one before it: the later one would do nothing.
import type { Freshness } from '../contract.js';
import type { FreshnessFormat } from '../format/read-format.js';
import type { Spot } from '../yaml/spot.js';
import { durationMs } from '../frame/duration-ms.js';

const STEPS = ['fresh', 'revalidate', 'error', 'outage'] as const;
type Step = (typeof STEPS)[number];

const FRESH_MS = 10_000;
const REVALIDATE_TIMES = 6;
const ERROR_MS = 600_000;
const OUTAGE_MS = 3_600_000;
const LONGEST_MS = 720 * 3_600_000;

/** The ages; `spot` is their place. What is not written is at least the age before it, and at most the next written one. */
export function joinFreshness(format: FreshnessFormat, spot: Spot): Freshness {
  checkOrder(format, spot);
  const usual = (step: Step, byDefault: number): number => {
    const written = format[step];
    return written === undefined ? Math.min(byDefault, nextWritten(step, format)) : durationMs(written);
  };
  const freshMs = usual('fresh', FRESH_MS);
  const revalidateMs = usual('revalidate', freshMs * REVALIDATE_TIMES);
  const errorMs = usual('error', Math.max(revalidateMs, ERROR_MS));
  return { freshMs, revalidateMs, errorMs, outageMs: usual('outage', Math.max(errorMs, OUTAGE_MS)) };
}

function nextWritten(step: Step, format: FreshnessFormat): number {
  const later = STEPS.slice(STEPS.indexOf(step) + 1).flatMap((name) => format[name] ?? []);
  return later[0] === undefined ? LONGEST_MS : durationMs(later[0]);
}

function checkOrder(format: FreshnessFormat, spot: Spot): void {
  const written = STEPS.flatMap((name) => {
    const text = format[name];
    return text === undefined ? [] : [{ name, text, ms: durationMs(text) }];
  });
  written.forEach(({ name, ms }, index) => {
    if (ms > LONGEST_MS) spot.in(name).error('must be at most 720h, thirty days.');
    const before = written.slice(0, index).find((earlier) => earlier.ms > ms);
    if (before === undefined) return;
    spot
      .in(name)
      .error(`is shorter than \`${before.name}\` (${before.text}): make it at least as long, or leave it out.`);
  });
}
