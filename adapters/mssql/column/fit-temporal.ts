// Fits dates and times into the grid of a temporal type: days, minutes, 1/300 seconds or 10^-n seconds.
import type { ColumnType } from './column-type.js';
import { type Fit, foreign } from './fit.js';
import { parseMoment, type Moment, TICKS_PER_DAY, ticksToText } from './moment.js';

/** The types of dates and times. */
export type TemporalType = Extract<ColumnType, { kind: 'date' | 'time' | 'datetime' | 'datetime2' | 'datetimeoffset' }>;

/** First and last value of a type in ticks, and the next grid point at or below a tick. */
interface Grid {
  readonly lowest: bigint;
  readonly highest: bigint;
  readonly floor: (ticks: bigint) => bigint;
  readonly next: (ticks: bigint) => bigint;
}

const LAST_TICK = BigInt(TICKS_PER_DAY) - 1n;
const START = ticksOf('0001-01-01T00:00:00');
const END = ticksOf('9999-12-31T23:59:59.9999999');

function ticksOf(text: string): bigint {
  return parseMoment(text)?.ticks ?? 0n;
}

function stepGrid(step: bigint, lowest: bigint, highest: bigint): Grid {
  const floor = (ticks: bigint): bigint => ticks - (((ticks % step) + step) % step);
  return { lowest, highest: floor(highest), floor, next: (ticks) => ticks + step };
}

const scaledStep = (scale: number): bigint => 10n ** BigInt(7 - scale);

/**
 * datetime counts 1/300 s. The driver shows such a count rounded to milliseconds (.000, .003, .007), so these
 * milliseconds are the grid: each stands for one count, and the driver rounds it back to the same count.
 */
const DATETIME_GRID: Grid = {
  lowest: ticksOf('1753-01-01T00:00:00'),
  highest: ticksOf('9999-12-31T23:59:59.997'),
  floor: (ticks) => {
    const second = ticks - (((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n);
    const within = Number(ticks - second);
    let count = Math.floor((within * 3) / 100_000) + 1;
    while (countTicks(count) > within) count -= 1;
    return second + BigInt(countTicks(count));
  },
  next: (ticks) => DATETIME_GRID.floor(ticks + 40_000n),
};

/** Ticks of a count of 1/300 s after rounding to milliseconds. */
function countTicks(count: number): number {
  return Math.round((count * 10) / 3) * 10_000;
}

function gridOf(type: TemporalType): Grid {
  switch (type.kind) {
    case 'date':
      return stepGrid(BigInt(TICKS_PER_DAY), START, END);
    case 'time':
      return stepGrid(scaledStep(type.scale), 0n, LAST_TICK);
    case 'datetime':
      return type.small
        ? stepGrid(600_000_000n, ticksOf('1900-01-01T00:00:00'), ticksOf('2079-06-06T23:59:00'))
        : DATETIME_GRID;
    case 'datetime2':
    case 'datetimeoffset':
      return stepGrid(scaledStep(type.scale), START, END);
  }
}

/** Fits `2026-01-31`, `23:59:59.1234567`, `2026-01-31T23:59:59` or the same with `Z`, whichever the type calls for. */
export function fitTemporal(type: TemporalType, text: string): Fit {
  const moment = parseMoment(text);
  if (moment === undefined || !suits(type, moment)) return foreign;
  const grid = gridOf(type);
  const write = (ticks: bigint): string => ticksToText(ticks, type.kind);
  const floor = grid.floor(moment.ticks);
  if (floor === moment.ticks && floor >= grid.lowest && floor <= grid.highest) {
    return { kind: 'exact', value: write(floor) };
  }
  const above = floor === moment.ticks ? floor : grid.next(floor);
  return {
    kind: 'between',
    ...(floor < grid.lowest ? {} : { below: write(floor > grid.highest ? grid.highest : floor) }),
    ...(above > grid.highest ? {} : { above: write(above < grid.lowest ? grid.lowest : above) }),
  };
}

/** A time of day compares with time columns only, an instant with datetimeoffset only; a date is midnight elsewhere. */
function suits(type: TemporalType, moment: Moment): boolean {
  if (type.kind === 'time') return moment.kind === 'time';
  if (type.kind === 'datetimeoffset') return moment.kind === 'instant';
  return moment.kind === 'date' || moment.kind === 'civil';
}
