// A field in one plain column: which way of writing it has, and whether the column's type can carry it.
import type { Column, ColumnFormat, FieldSource } from '../binding.js';
import { codeLengthFault } from '../checking/check-codes.js';
import { columnFault } from '../checking/check-column-fits.js';
import { isTimezone, TIMEZONE_EXPECTED } from '../checking/is-timezone.js';
import type { Field } from '../contract.js';
import type { ColumnSource } from '../format/field-source-format.js';
import { parseSqlType } from '../shapes/sql-type.js';
import type { Spot } from '../yaml/spot.js';
import type { ViewColumns } from './view-columns.js';

/** The source of `field`; `spot` is its place in `map`. */
export function joinColumnSource(format: ColumnSource, field: Field, columns: ViewColumns, spot: Spot): FieldSource {
  const column = columns.find(format.column, spot.in('column'));
  const written = columnFormat(format, spot);
  const fault = columnFault(field, column, written);
  if (fault !== undefined) spot.in('column').error(fault);
  if (written.kind === 'flags') checkFlags(written, column, spot);
  checkTrim(format, column, spot);
  if (format.none !== undefined) checkNone(format, field, spot.in('none'));
  return { kind: 'column', column, trim: format.trim ?? false, format: written };
}

function columnFormat(format: ColumnSource, spot: Spot): ColumnFormat {
  const { whenTrue, whenFalse, timezone } = format;
  checkOneWay(format, spot);
  if (whenTrue !== undefined || whenFalse !== undefined) {
    return { kind: 'flags', whenTrue: whenTrue ?? '', whenFalse: whenFalse ?? '' };
  }
  if (format.format === 'yyyymmdd') return { kind: 'yyyymmdd', none: format.none ?? [] };
  if (format.format === 'hhmmss') return { kind: 'hhmmss' };
  if (timezone === undefined) return { kind: 'plain' };
  if (!isTimezone(timezone)) spot.in('timezone').error(TIMEZONE_EXPECTED);
  return { kind: 'local', timezone };
}

/** A column is written in one way: as flags, as a formatted date or time, or as a civil time in a zone. */
function checkOneWay(format: ColumnSource, spot: Spot): void {
  const flags = format.whenTrue !== undefined || format.whenFalse !== undefined;
  const ways = [flags, format.format !== undefined, format.timezone !== undefined].filter(Boolean).length;
  if (ways > 1) spot.error('use one of `format`, `timezone`, or `whenTrue` with `whenFalse`, not several together.');
  if (flags && (format.whenTrue === undefined || format.whenFalse === undefined)) {
    spot.error('`whenTrue` and `whenFalse` go together: name both codes.');
  }
}

function checkFlags(flags: ColumnFormat & { kind: 'flags' }, column: Column, spot: Spot): void {
  if (flags.whenTrue === flags.whenFalse) spot.in('whenFalse').error('must be another code than `whenTrue`.');
  for (const member of ['whenTrue', 'whenFalse'] as const) {
    const fault = codeLengthFault(flags[member], column);
    if (fault !== undefined && spot.in(member).isWritten) spot.in(member).error(fault);
  }
}

function checkTrim(format: ColumnSource, column: Column, spot: Spot): void {
  const { kind } = parseSqlType(column.type);
  if (format.trim === true && kind !== 'text' && kind !== 'unknown') {
    spot.in('trim').error(`${column.name} is ${column.type}: only text has blanks to cut.`);
  }
}

function checkNone(format: ColumnSource, field: Field, spot: Spot): void {
  if (format.format !== 'yyyymmdd') spot.error('goes with `format: yyyymmdd` only.');
  if (!field.nullable) spot.error('means null, so the field must be `nullable: true`.');
}
