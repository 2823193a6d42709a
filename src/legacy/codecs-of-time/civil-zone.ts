// Civil time in one IANA zone, both ways, at both daylight-saving changes.
// It must never look at the machine's own zone.
import { IANAZone } from 'luxon';
import { UnusableBinding } from '../codec.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Days whose offset is remembered; a working set of data spans some thousand days. */
const REMEMBERED_DAYS = 20_000;

/** What surrounds an instant where civil time and instants do not pair off one to one. Civil times in ms as if UTC. */
export type CivilPlace =
  | { readonly kind: 'once'; readonly civil: number }
  /** The hour that the clocks show a second time; no civil time is read as this instant. `end`: first one after it. */
  | { readonly kind: 'repeated'; readonly end: number }
  /** Both `civil` and `ghost`, a civil time that was skipped, are read as this instant. `end`: first one not skipped. */
  | { readonly kind: 'skipped'; readonly civil: number; readonly ghost: number; readonly end: number };

/**
 * One zone. A civil time that the clocks showed twice is read as the first of the two: the earlier instant never claims
 * that something happened later than it did. A civil time that the clocks skipped is read with the offset before the
 * change (02:30 becomes 03:30 summer time): a program that adds hours to civil times writes such times, and the moment
 * it meant is the one a clock that had not been put forward yet would have shown. Both are what Java and Temporal do.
 */
export class CivilZone {
  readonly #zone: IANAZone;
  readonly #days = new Map<number, number | undefined>();

  /** Throws UnusableBinding when the zone is not known to this machine's time-zone data. */
  constructor(name: string) {
    if (!IANAZone.isValidZone(name))
      throw new UnusableBinding(`${name} is not a known time zone, such as Europe/Copenhagen`);
    this.#zone = IANAZone.create(name);
  }

  /** The instant of a civil time, both in milliseconds. */
  instantOf(civil: number): number {
    const day = Math.floor(civil / DAY_MS);
    if (!this.#days.has(day)) this.#remember(day);
    const offset = this.#days.get(day);
    return offset === undefined ? this.#nearChange(civil) : civil - offset;
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

  /** A day without a change near it has one offset; asking the zone for every row would cost more than the row. */
  #remember(day: number): void {
    if (this.#days.size >= REMEMBERED_DAYS) this.#days.clear();
    const before = this.#offset((day - 1) * DAY_MS);
    this.#days.set(day, before === this.#offset((day + 2) * DAY_MS) ? before : undefined);
  }

  #nearChange(civil: number): number {
    const before = this.#offset(civil - DAY_MS);
    const after = this.#offset(civil + DAY_MS);
    if (this.#offset(civil - before) === before) return civil - before;
    return this.#offset(civil - after) === after ? civil - after : civil - before;
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
