// One source, from YAML to the catalogue. It must never look at its options; the adapter does.
import type { SourceBinding, Watermark } from '../binding.js';
import { isTimezone, TIMEZONE_EXPECTED } from '../checking/is-timezone.js';
import type { SourceFormat } from '../format/source-format.js';
import type { LockedShapes } from '../shapes/locked-shapes.js';
import { parseSqlType } from '../shapes/sql-type.js';
import { parseViewName } from '../shapes/view-name.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from '../joining/defined.js';
import { columnsOfView } from '../mapping/view-columns.js';

/** The source called `name`; `spot` is its place in facade.yaml. */
export function joinSource(
  name: string,
  format: SourceFormat,
  shapes: LockedShapes | undefined,
  spot: Spot,
): SourceBinding {
  const { adapter, url, readOnly = 'both', options = {} } = format;
  const watermark =
    format.watermark === undefined ? undefined : joinWatermark(name, format.watermark, shapes, spot.in('watermark'));
  return { name, adapter, url, readOnly, ...defined({ watermark }), options };
}

function joinWatermark(
  source: string,
  format: NonNullable<SourceFormat['watermark']>,
  shapes: LockedShapes | undefined,
  spot: Spot,
): Watermark {
  const view = parseViewName(format.view);
  const { timezone } = format;
  const column = columnsOfView(shapes, source, view, spot.in('view')).find(format.column, spot.in('column'));
  const { kind } = parseSqlType(column.type);
  if (kind !== 'datetime' && kind !== 'datetimeoffset' && kind !== 'unknown') {
    spot.in('column').error(`${column.name} is ${column.type}, and must be datetime, datetime2 or datetimeoffset.`);
  }
  if (timezone !== undefined && kind === 'datetimeoffset') {
    spot.in('timezone').error(`${column.name} carries its own offset: leave the zone out.`);
  }
  if (timezone !== undefined && !isTimezone(timezone)) spot.in('timezone').error(TIMEZONE_EXPECTED);
  return { view, column, ...defined({ timezone }) };
}
