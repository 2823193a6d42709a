// Where a row says when it was made, from YAML to the catalogue.
// It must never take a stamp that is coarser than a second: what was made within the bound could stand outside of it.
import type { TimeBound } from '../binding-of-verification.js';
import type { Field } from '../contract.js';
import type { SinceFormat } from '../format-of-writes/verify-format.js';
import { durationMs } from '../frame/duration-ms.js';
import { defined } from '../joining/defined.js';
import { joinFieldSource } from '../mapping/join-field-source.js';
import type { ViewColumns } from '../mapping/view-columns.js';
import type { Spot } from '../yaml/spot.js';

const DEFAULT_SKEW = '1m';
const SHORTEST_MS = 1_000;
const LONGEST_MS = 3_600_000;

const STAMP: Field = { name: 'since', type: { kind: 'instant' }, nullable: false, sensitive: false };

/** The bound without the result that tells rows apart; `spot` is its place. */
export function joinTimeBound(
  format: SinceFormat,
  columns: ViewColumns,
  spot: Spot,
): Omit<TimeBound, 'identity'> | undefined {
  const skewMs = durationMs(format.skew ?? DEFAULT_SKEW);
  if (skewMs < SHORTEST_MS || skewMs > LONGEST_MS) spot.in('skew').error('must be between 1s and 1h.');
  const stamp = joinFieldSource(placeOf(format), { field: STAMP, columns, spot });
  if (stamp.kind !== 'column' && stamp.kind !== 'dateAndTime') return undefined;
  if (stamp.kind === 'column' && stamp.column.type === 'smalldatetime') {
    spot.in('column').error(`${stamp.column.name} is smalldatetime, which keeps whole minutes: a bound needs seconds.`);
  }
  return { stamp, skewMs };
}

function placeOf(format: SinceFormat): Parameters<typeof joinFieldSource>[0] {
  if ('date' in format) return { date: format.date, time: format.time, timezone: format.timezone };
  return { column: format.column, ...defined({ timezone: format.timezone }) };
}
