// Cells of dates and times since SQL Server 2008 (MS-TDS 2.2.5.5.1.8): days since 0001-01-01 and parts of a second.
import type { CellReader } from './cells.js';
import type { Incoming } from './incoming.js';

/** A Date as the decoders know it from the driver, with what is below its millisecond in seconds. */
class PreciseDate extends Date {
  constructor(
    milliseconds: number,
    readonly nanosecondsDelta: number,
  ) {
    super(milliseconds);
  }
}

const MS_PER_DAY = 86_400_000;
/** Days from 0001-01-01 to 1970-01-01. */
const DAYS_BEFORE_EPOCH = 719_162;
const DATE_BYTES = 3;
const OFFSET_BYTES = 2;
const TICKS_PER_MS = 10_000;

export const dateReader: CellReader = (incoming) => (incoming.uint8() === 0 ? null : new Date(dayMs(incoming)));

/** Scale: digits of the fraction of a second. */
export function timeReader(scale: number): CellReader {
  return (incoming) => {
    const length = incoming.uint8();
    return length === 0 ? null : moment(ticks(incoming, length, scale), 0);
  };
}

export function dateTime2Reader(scale: number): CellReader {
  return (incoming) => {
    const length = incoming.uint8();
    if (length === 0) return null;
    const time = ticks(incoming, length - DATE_BYTES, scale);
    return moment(time, dayMs(incoming));
  };
}

/** Date and time are those of UTC; the offset says where somebody stood, which no value carries. */
export function dateTimeOffsetReader(scale: number): CellReader {
  return (incoming) => {
    const length = incoming.uint8();
    if (length === 0) return null;
    const time = ticks(incoming, length - DATE_BYTES - OFFSET_BYTES, scale);
    const day = dayMs(incoming);
    incoming.passOver(OFFSET_BYTES);
    return moment(time, day);
  };
}

/** 100 ns since midnight; a day has fewer than 2^53 of them. */
function ticks(incoming: Incoming, length: number, scale: number): number {
  incoming.need(length);
  const value = incoming.bytes.readUIntLE(incoming.at, length);
  incoming.at += length;
  return value * 10 ** (7 - scale);
}

function dayMs(incoming: Incoming): number {
  incoming.need(DATE_BYTES);
  const days = incoming.bytes.readUIntLE(incoming.at, DATE_BYTES);
  incoming.at += DATE_BYTES;
  return (days - DAYS_BEFORE_EPOCH) * MS_PER_DAY;
}

function moment(time: number, day: number): Date {
  const below = time % TICKS_PER_MS;
  return new PreciseDate(day + (time - below) / TICKS_PER_MS, below / 10_000_000);
}
