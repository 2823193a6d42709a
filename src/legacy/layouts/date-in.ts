// The civil day in a zone. It must never look at the machine's own zone.
import { DateTime } from 'luxon';

/** The civil day of an instant in an IANA zone, `2026-12-01`. Throws RangeError for a zone that nobody knows. */
export function dateIn(zone: string, epochMs: number): string {
  const day = DateTime.fromMillis(epochMs, { zone }).toISODate();
  if (day === null) throw new RangeError(`${zone} is not a known time zone, such as Europe/Copenhagen`);
  return day;
}
