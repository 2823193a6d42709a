// Judges what callers were told: everybody an answer, or clearly when to come back. Pure; it must never excuse anything but
// what is said to be excused.
import type { Ending } from './proof-client.js';

/** A stretch of time, epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is judged. */
export interface Answers {
  readonly endings: readonly Ending[];
  /** Nobody waits longer, in milliseconds. */
  readonly longestMs: number;
  /** When nobody listened: connections may break then. */
  readonly away?: readonly Stretch[];
}

const ALLOWED: ReadonlySet<number> = new Set([200, 202, 304, 429, 503, 504]);
const COME_BACK: ReadonlySet<number> = new Set([429, 503]);
const MOST_TOLD = 20;

/** Everything that was not as promised, in sentences. */
export function judgeAnswers({ endings, longestMs, away = [] }: Answers): readonly string[] {
  const found = endings.flatMap((ending) => [...faults(ending, away), ...slowness(ending, longestMs)]);
  const counted = Map.groupBy(found, (fault) => fault);
  return [...counted].map(([fault, all]) => `${fault} (${all.length} times)`).slice(0, MOST_TOLD);
}

function faults(ending: Ending, away: readonly Stretch[]): readonly string[] {
  if (ending.kind === 'hung-up') return [];
  if (ending.kind === 'broken') {
    const isExcused = away.some(({ from, to }) => ending.at <= to && ending.at + ending.ms >= from);
    return isExcused ? [] : [`a connection broke: ${ending.reason}`];
  }
  const { status, code = '', retryAfter, whole } = ending;
  if (!ALLOWED.has(status)) return [`an answer was ${status} ${code}`];
  if (!whole) return [`half an answer was given: ${status}`];
  if (!COME_BACK.has(status) || (retryAfter !== undefined && retryAfter >= 1)) return [];
  return [`${status} ${code} does not say when to come back`];
}

function slowness(ending: Ending, longestMs: number): readonly string[] {
  return ending.ms > longestMs ? [`somebody waited for more than ${longestMs} ms (${ending.kind})`] : [];
}

/** How often each kind of ending came, for whoever reads the figures. */
export function countEndings(endings: readonly Ending[]): Readonly<Record<string, number>> {
  const names = endings.map((ending) => {
    if (ending.kind === 'hung-up') return ending.kind;
    if (ending.kind === 'broken') return `broken ${ending.reason}`;
    return ending.code === undefined ? String(ending.status) : `${ending.status} ${ending.code}`;
  });
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

/** The value below which this share of them lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
