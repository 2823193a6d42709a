// Civil time in one IANA zone, both ways, at both daylight-saving changes.
// It must never look at the machine's own zone.
import { IANAZone } from 'luxon';
import { UnusableBinding } from '../codec.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Days whose offset is remembered; a working set of data spans some thousand days. */
const REMEMBERED_DAYS = 20_000;

/** What surrounds an instant where civil time and instants do not pair off. Civil times in ms as if they were UTC. */
export type CivilPlace =
  | { readonly kind: 'once'; readonly civil: number }
  /** The hour that the clocks show a second time; no civil time is read as this instant. `end`: first one after it. */
  | { readonly kind: 'repeated'; readonly end: number }
  /** `civil` and `ghost`, a civil time that was skipped, are both read as this instant. `end`: first one not skipped. */
  | { readonly kind: 'skipped'; readonly civil: number; readonly ghost: number; readonly end: number };

/** Offsets in ms before and after the one change near a day, and its instant; Infinity where there is none. */
export interface DayOffsets {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/**
 * One zone. A civil time that the clocks showed twice is read as the first of the two: the earlier instant never claims
 * that something happened later than it did. A civil time that the clocks skipped is read with the offset before the
 * change (02:30 becomes 03:30 summer time): a program that adds hours to civil times writes such times, and the moment
 * it meant is the one a clock that had not been put forward yet would have shown. Both are what Java and Temporal do.
 */
export class CivilZone {
  readonly #zone: IANAZone;
  readonly #days = new Map<string, DayOffsets>();

  /** Throws UnusableBinding when the zone is not known to this machine's time-zone data. */
  constructor(name: string) {
    if (!IANAZone.isValidZone(name)) {
      throw new UnusableBinding(`${name} is not a known time zone, such as Europe/Copenhagen`);
    }
    this.#zone = IANAZone.create(name);
  }

  /** The instant of a civil time, both in milliseconds. */
  instantOf(civil: number): number {
    const { before, after, change } = this.offsetsOf(new Date(civil).toISOString().slice(0, -14));
    const early = civil - before;
    return early < change || civil - after < change ? early : civil - after;
  }

  /** The offsets of a civil day, `2026-01-31`; asking the zone for every row would cost more than the row. */
  offsetsOf(day: string): DayOffsets {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    if (this.#days.size >= REMEMBERED_DAYS) this.#days.clear();
    const offsets = this.#offsetsAround(Date.parse(`${day}T00:00:00Z`));
    this.#days.set(day, offsets);
    return offsets;
  }

  /** The civil times around an instant. */
  placeOf(instant: number): CivilPlace {
    const offset = this.#offset(instant);
    const civil = instant + offset;
    const first = this.instantOf(civil);
    if (first !== instant) return { kind: 'repeated', end: this.#change(first, instant) + (civil - first) };
    const ghost = instant + this.#offset(instant - DAY_MS);
    if (ghost === civil || this.instantOf(ghost) !== instant) return { kind: 'once', civil };
    return { kind: 'skipped', civil, ghost, end: this.#change(instant - DAY_MS, instant) + offset };
  }

  #offset(instant: number): number {
    return Math.round(this.#zone.offset(instant) * MINUTE_MS);
  }

  /** Every instant of a civil day lies between the midnights (UTC) a day before and two days after its own. */
  #offsetsAround(midnight: number): DayOffsets {
    const [from, to] = [midnight - DAY_MS, midnight + 2 * DAY_MS];
    const before = this.#offset(from);
    const after = this.#offset(to);
    return { before, after, change: before === after ? Infinity : this.#change(from, to) };
  }

  /** The moment of the change between two instants that have different offsets. */
  #change(from: number, to: number): number {
    const offset = this.#offset(from);
    let low = from;
    let high = to;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offset(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }
}
