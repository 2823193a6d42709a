// Times two kinds of guesses at one door and says how likely it is that no clock can tell them apart.
// The machine may be busy: guesses take turns in an order left to chance, so that what slows the machine down slows both,
// and the slowest, which are other programs' doing, are left out of both alike.
import { seeded } from '../../torture/seeded.js';
import type { Chance } from '../../torture/seeded.js';
import { probabilityAlike } from './kolmogorov-smirnov.js';
import type { Door, Guess } from './three-doors.js';

/** Below this the times of two kinds of guesses count as different. */
export const ALIKE = 0.01;
/**
 * How often it is measured at most. Kinds that are alike pass a measurement 99 times of 100; the more measurements are
 * allowed, the rarer a busy machine fails the test, and what is really different fails all of them.
 */
const MEASUREMENTS = 4;
const WARM_UP = 300;
/** The share of all times, the longest, that is left out. */
const OUTLIERS = 0.1;

/** Of one door. */
export interface Comparison {
  /** The best measurement's probability, or that of all together; ALIKE or less: they differ. */
  readonly probability: number;
  readonly measurements: number;
  /** Microseconds. */
  readonly medians: Readonly<Record<Guess, number>>;
}

type Times = Readonly<Record<Guess, number[]>>;

/** Measures `pairs` guesses of each kind, and once more where they seem to differ, up to the bound. */
export async function compareTimes(door: Door, pairs: number, seed = 1): Promise<Comparison> {
  const chance = seeded(seed);
  await takeTimes(door, WARM_UP, chance);
  let best: Comparison | undefined;
  for (let measurements = 1; measurements <= MEASUREMENTS; measurements += 1) {
    const comparison = judged(await takeTimes(door, pairs, chance), measurements);
    if (best === undefined || comparison.probability > best.probability) best = comparison;
    if (best.probability > ALIKE) return best;
  }
  if (best === undefined) throw new Error('nothing was measured');
  return best;
}

/**
 * Measures what is said to differ: guesses are added, `pairs` of each kind at a time, until the difference shows in all of
 * them together or `most` pairs were compared. On a busy machine that takes more guesses, and no more than that.
 */
export async function lookForDifference(door: Door, pairs: number, most: number, seed = 1): Promise<Comparison> {
  const chance = seeded(seed);
  await takeTimes(door, WARM_UP, chance);
  const all: Times = { 'at an unknown id': [], 'at a known id': [] };
  for (let measurements = 1; ; measurements += 1) {
    const more = await takeTimes(door, pairs, chance);
    for (const guess of Object.keys(all) as Guess[]) all[guess].push(...more[guess]);
    const comparison = judged(all, measurements);
    if (comparison.probability <= ALIKE || measurements * pairs >= most) return comparison;
  }
}

async function takeTimes(door: Door, pairs: number, chance: Chance): Promise<Times> {
  const times: Times = { 'at an unknown id': [], 'at a known id': [] };
  const kinds = Object.keys(times) as Guess[];
  for (let pair = 0; pair < pairs; pair += 1) {
    for (const guess of chance() < 0.5 ? kinds : kinds.toReversed()) times[guess].push(await timed(door, guess));
  }
  return times;
}

async function timed(door: Door, guess: Guess): Promise<number> {
  const request = door.guess(guess);
  const startedAt = performance.now();
  const { statusCode } = await door.send(request);
  const micros = (performance.now() - startedAt) * 1000;
  if (statusCode !== 401) throw new Error(`a guess ${guess} was answered ${statusCode}`);
  return micros;
}

function judged(times: Times, measurements: number): Comparison {
  const [unknown, known] = [times['at an unknown id'], times['at a known id']];
  const all = [...unknown, ...known].sort((one, other) => one - other);
  const most = all[Math.floor(all.length * (1 - OUTLIERS))] ?? Infinity;
  const [usualUnknown, usualKnown] = [unknown, known].map((values) => values.filter((micros) => micros < most));
  return {
    probability: probabilityAlike(usualUnknown ?? [], usualKnown ?? []),
    measurements,
    medians: { 'at an unknown id': middle(usualUnknown), 'at a known id': middle(usualKnown) },
  };
}

function middle(values: readonly number[] = []): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
