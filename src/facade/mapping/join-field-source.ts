// How one field is realised, from YAML to the catalogue, with the checks that need its type and its columns.
import type { FieldSource } from '../binding.js';
import { checkCodes } from '../checking/check-codes.js';
import { codeColumnFault, partOfInstantFault } from '../checking/check-column-fits.js';
import { isTimezone, TIMEZONE_EXPECTED } from '../checking/is-timezone.js';
import { valueFault } from '../checking/value-fault.js';
import type { Field, FieldType } from '../contract.js';
import type { CodesSource, FieldSourceFormat } from '../format/field-source-format.js';
import type { Spot } from '../yaml/spot.js';
import { joinColumnSource } from './join-column-source.js';
import type { ViewColumns } from './view-columns.js';

/** A place in `map` and the columns it may name. */
export interface FieldSite {
  readonly field: Field;
  readonly columns: ViewColumns;
  readonly spot: Spot;
}

type DateAndTimeFormat = Extract<FieldSourceFormat, { readonly date: string }>;
type PartsFormat = Extract<FieldSourceFormat, { readonly separator: string }>;
type ConstantFormat = Extract<FieldSourceFormat, { readonly constant: unknown }>;

/** The source of the field; everything wrong with it goes to its spot. */
export function joinFieldSource(format: FieldSourceFormat, site: FieldSite): FieldSource {
  if ('codes' in format) return codes(format, site);
  if ('date' in format) return dateAndTime(format, site);
  if ('separator' in format) return parts(format, site);
  if ('constant' in format) return constant(format, site);
  return joinColumnSource(format, site.field, site.columns, site.spot);
}

function codes(format: CodesSource, { field, columns, spot }: FieldSite): FieldSource {
  const found = format.columns.map((name, index) => columns.find(name, spot.in('columns', index)));
  const rows = format.codes.map(({ when, value, write }) => ({ when, value, write: write ?? false }));
  if (field.type.kind === 'enum') checkCodes({ columns: found, rows }, field.type.values, spot);
  else spot.in('codes').error(wrongType('enum', field));
  return { kind: 'codes', columns: found, rows };
}

function dateAndTime(format: DateAndTimeFormat, { field, columns, spot }: FieldSite): FieldSource {
  checkType('instant', field, spot.in('date'));
  const date = columns.find(format.date, spot.in('date'));
  const time = columns.find(format.time, spot.in('time'));
  const dateFault = partOfInstantFault('date', date);
  const timeFault = partOfInstantFault('time', time);
  if (dateFault !== undefined) spot.in('date').error(dateFault);
  if (timeFault !== undefined) spot.in('time').error(timeFault);
  if (!isTimezone(format.timezone)) spot.in('timezone').error(TIMEZONE_EXPECTED);
  if (format.none !== undefined && !field.nullable) {
    spot.in('none').error('means null, so the field must be `nullable: true`.');
  }
  return { kind: 'dateAndTime', date, time, timezone: format.timezone, none: format.none ?? [] };
}

function parts(format: PartsFormat, { field, columns, spot }: FieldSite): FieldSource {
  checkType('string', field, spot.in('columns'));
  const found = format.columns.map((name, index) => {
    const column = columns.find(name, spot.in('columns', index));
    const fault = codeColumnFault(column);
    if (fault !== undefined) spot.in('columns', index).error(fault);
    return column;
  });
  return { kind: 'parts', columns: found, separator: format.separator, trim: format.trim ?? false };
}

function constant(format: ConstantFormat, { field, spot }: FieldSite): FieldSource {
  const fault = valueFault(field.type, format.constant);
  if (fault !== undefined) spot.in('constant').error(`does not fit the field: it ${fault}`);
  return { kind: 'constant', value: format.constant };
}

function checkType(kind: FieldType['kind'], field: Field, spot: Spot): void {
  if (field.type.kind !== kind) spot.error(wrongType(kind, field));
}

function wrongType(kind: FieldType['kind'], field: Field): string {
  return `this form is for fields of type ${kind}, and ${field.name} is of type ${field.type.kind}.`;
}
