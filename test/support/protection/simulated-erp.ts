// An ERP in numbers: how long a statement takes when so many run at once, and a crowd in front of it that never rests.
// Everything is drawn from a seed and moves by simulated time, so that two runs are the same.
import { AdaptiveLimit } from '../../../src/protection/lanes/adaptive-limit.js';

/** From an instant on the ERP works well with so many statements at once; beyond that they hinder one another. */
export interface Phase {
  /** Simulated milliseconds. */
  readonly from: number;
  readonly knee: number;
  /** A statement alone, in milliseconds. */
  readonly aloneMs: number;
}

/** What is simulated. */
export interface Simulation {
  readonly ceiling: number;
  readonly adaptive: boolean;
  readonly phases: readonly Phase[];
  readonly untilMs: number;
  readonly seed: number;
}

/** What was seen of the statements that began in a span. */
export interface Seen {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Mean of the limit at the ends of statements. */
  readonly limit: number;
}

interface Statement {
  readonly at: number;
  readonly ms: number;
  readonly sort: string;
  readonly limit: number;
}

/** Statements as an ERP is asked them: most are short, some long; the long ones take ten times as long. */
const SORTS = [
  { sort: 'get', weight: 0.7, times: 1 },
  { sort: 'list', weight: 0.9, times: 3 },
  { sort: 'count', weight: 1, times: 10 },
] as const;

/** Runs it; `seen` sums up a span of simulated milliseconds. */
export function simulate({ ceiling, adaptive, phases, untilMs, seed }: Simulation) {
  const random = seeded(seed);
  const limit = new AdaptiveLimit(ceiling, 0);
  const ended: Statement[] = [];
  let running: { readonly endsAt: number; readonly at: number; readonly sort: string }[] = [];
  const slots = (): number => (adaptive ? limit.limit : ceiling);
  let highest = 0;
  for (let now = 0; now < untilMs;) {
    while (running.length < slots()) running = [...running, start(now, running.length + 1)];
    highest = Math.max(highest, running.length);
    const next = running.reduce((one, other) => (one.endsAt <= other.endsAt ? one : other));
    now = next.endsAt;
    limit.ended(now, { durationMs: now - next.at, health: 'good', sort: next.sort, running: running.length });
    running = running.filter((each) => each !== next);
    ended.push({ at: next.at, ms: now - next.at, sort: next.sort, limit: slots() });
  }
  return {
    highest,
    seen: (from: number, to: number) => sumUp(ended, from, to),
    limitAt: (at: number) => limitAt(ended, at),
  };

  function start(at: number, together: number) {
    const { knee, aloneMs } = phases.findLast(({ from }) => from <= at) ?? { knee: ceiling, aloneMs: 40 };
    const drawn = random();
    const { sort, times } = SORTS.find(({ weight }) => drawn < weight) ?? SORTS[0];
    // Noise from a half to twice, as of caches that help or do not.
    const ms = aloneMs * times * 2 ** (2 * random() - 1) * Math.max(1, together / knee) ** 2;
    return { at, endsAt: at + ms, sort };
  }
}

function limitAt(ended: readonly Statement[], at: number): number {
  return ended.findLast((each) => each.at <= at)?.limit ?? 0;
}

function sumUp(ended: readonly Statement[], from: number, to: number): Seen {
  const within = ended.filter(({ at }) => at >= from && at < to);
  const sorted = within.map(({ ms }) => ms).toSorted((one, other) => one - other);
  return {
    perSecond: (within.length * 1_000) / (to - from),
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    limit: within.reduce((sum, { limit }) => sum + limit, 0) / Math.max(1, within.length),
  };
}

/** A small generator (xorshift32) that is the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
