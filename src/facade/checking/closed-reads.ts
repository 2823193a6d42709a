// Whether a calendar that sends reads to the cache leaves them anything there.
import type { Calendar } from '../calendar.js';
import type { Resource } from '../contract.js';
import type { Spot } from '../yaml/spot.js';

/** Warns of every such window when no resource is kept; silent while a resource could not be read. `spot` is the calendar. */
export function warnOfClosedReads(
  calendar: Calendar | undefined,
  resources: readonly (Resource | undefined)[],
  spot: Spot,
): void {
  if (resources.some((resource) => resource === undefined || resource.freshness !== undefined)) return;
  calendar?.windows.forEach(({ reads }, index) => {
    if (reads !== 'cached') return;
    spot
      .in('windows', index, 'reads')
      .warning('refuses every read: nothing is ever kept, because no resource has `read.freshness`.');
  });
}
