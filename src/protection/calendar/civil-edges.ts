// Where closed times begin and end on the days the clocks change. Of two instants that one civil time can mean, a
// beginning is the earlier and an end the later one: to be closed for longer harms nobody.
// It must never answer with an instant that does not exist on the wall of that zone.
import type { CivilZone, DayOffsets } from '../../legacy/codecs-of-time/civil-zone.js';

/**
 * The instant at which something begins that begins at a civil time (milliseconds as if it were UTC): the first of two
 * in the hour that the clocks show twice, the moment of the change in the hour that they skip.
 */
export function beginningOf(zone: CivilZone, civil: number): number {
  const { before, after, change } = offsetsAt(zone, civil);
  const early = civil - before;
  return early < change ? early : Math.max(change, civil - after);
}

/** The instant at which something ends: the second of two, and in the hour that is skipped the moment of the change. */
export function endOf(zone: CivilZone, civil: number): number {
  const { before, after, change } = offsetsAt(zone, civil);
  const late = civil - after;
  return late >= change ? late : Math.min(change, civil - before);
}

function offsetsAt(zone: CivilZone, civil: number): DayOffsets {
  return zone.offsetsOf(new Date(civil).toISOString().slice(0, 10));
}
