// Rows that were made within a time bound, by the stamp the ERP gave them.
// It must never leave a row out that was made within the bound, at a daylight-saving change either.
import type { FieldSource } from '../../facade/binding.js';
import { codecOf } from '../codec-of-field.js';
import type { Predicate } from '../read-plan.js';
import { CivilZone } from './civil-zone.js';

/** A source that is read as an instant. */
export type StampSource = Extract<FieldSource, { kind: 'column' | 'dateAndTime' }>;

/** Epoch milliseconds, both included. */
export interface TimeSpan {
  readonly from: number;
  readonly until: number;
}

const SECOND_MS = 1_000;

/** Predicates of both ends of a span. */
export type SpanPredicates = readonly [from: readonly Predicate[], until: readonly Predicate[]];

/** The predicates of a span, widened to whole seconds, because stamps may have no more. Throws UnusableBinding. */
export function stampedWithin(stamp: StampSource): (span: TimeSpan) => SpanPredicates {
  const codec = codecOf({ type: { kind: 'instant' } }, stamp);
  const timezone = zoneOf(stamp);
  const zone = timezone === undefined ? undefined : new CivilZone(timezone);
  return ({ from, until }) => {
    const first = zone === undefined ? from : earliestReading(zone, from);
    return [
      codec.filter('gte', [instantText(Math.floor(first / SECOND_MS))]),
      codec.filter('lte', [instantText(Math.ceil(until / SECOND_MS))]),
    ];
  };
}

function zoneOf(stamp: StampSource): string | undefined {
  if (stamp.kind === 'dateAndTime') return stamp.timezone;
  return stamp.format.kind === 'local' ? stamp.format.timezone : undefined;
}

/**
 * The earliest instant as which a stamp can be read that was made at `from` or later: civil times that the clocks show
 * twice are read as the first of the two, an hour early.
 */
function earliestReading(zone: CivilZone, from: number): number {
  const { before, after, change } = zone.offsetsOf(new Date(from).toISOString().slice(0, 10));
  const repeated = before - after;
  if (repeated <= 0 || from >= change + repeated) return from;
  return Math.min(from, Math.max(from, change) - repeated);
}

const instantText = (seconds: number): string => new Date(seconds * SECOND_MS).toISOString().replace('.000Z', 'Z');
