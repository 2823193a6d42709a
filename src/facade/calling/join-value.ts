// One value that goes to the ERP, from YAML to the catalogue, checked against the column or parameter that takes it.
import type { Column } from '../binding.js';
import type { CommandValue } from '../binding-of-values.js';
import { codeLengthFault } from '../checking/check-codes.js';
import { codeColumnFault } from '../checking/check-column-fits.js';
import type { ValueFormat } from '../format-of-writes/value-format.js';
import { parseSqlType } from '../shapes/sql-type.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { NO_KEY_IN_A_CREATE, partOfColumn } from '../writing/part-of-column.js';
import { unwritableValues } from '../writing/write-codes.js';
import type { WriteSite } from '../writing/write-site.js';
import { writtenField, writtenKey } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';
import { columnsOfSource, writtenFault } from '../writing/written-source.js';

/** Characters of a command id, a ULID. */
const COMMAND_ID_LENGTH = 26;

/** Where a value is written: the operation around it, and the child list whose entries fill the table it is in. */
export interface ValueSite extends WriteSite {
  readonly child?: string;
}

/** The value, or undefined when it is none; everything wrong with it goes to `spot`. */
export function joinValue(format: ValueFormat, column: Column, site: ValueSite, spot: Spot): CommandValue | undefined {
  if (typeof format !== 'string') return constant(format.constant, column, spot.in('constant'));
  if (format === '$command.id') return commandId(column, spot);
  if (format.startsWith('$key')) return keyValue(format, column, site, spot);
  return fieldValue(format, column, site, spot);
}

function constant(value: string, column: Column, spot: Spot): CommandValue {
  const fault = codeColumnFault(column) ?? codeLengthFault(value, column);
  if (fault !== undefined) spot.error(fault);
  return { kind: 'constant', value };
}

function commandId(column: Column, spot: Spot): CommandValue {
  const type = parseSqlType(column.type);
  const takes = type.kind === 'text' && (type.length ?? COMMAND_ID_LENGTH) >= COMMAND_ID_LENGTH;
  if (!takes && type.kind !== 'unknown') {
    spot.error(`${column.name} is ${column.type}: a command id is text of ${COMMAND_ID_LENGTH} characters.`);
  }
  return { kind: 'commandId' };
}

function keyValue(text: string, column: Column, site: ValueSite, spot: Spot): CommandValue | undefined {
  if (site.kind === 'create') {
    spot.error(NO_KEY_IN_A_CREATE);
    return undefined;
  }
  const key = writtenKey(site);
  if (key === undefined) return undefined;
  const part = partOfColumn(text, '$key', key, spot);
  const columns = columnsOfSource(key.source).map(({ name }) => name);
  if (text === '$key' && columns.length > 1) {
    spot.error(
      `the key has ${columns.length} parts: say which, such as $key.${columns[0] ?? ''}. There are: ${columns.join(', ')}.`,
    );
  } else report(key, column, part, spot);
  return { kind: 'key', part: part ?? 0 };
}

function fieldValue(text: string, column: Column, site: ValueSite, spot: Spot): CommandValue | undefined {
  const inChild = site.child !== undefined && text.startsWith(`${site.child}.`);
  const [name = ''] = (inChild ? text.slice((site.child ?? '').length + 1) : text).split('.');
  const whole = inChild ? `${site.child ?? ''}.${name}` : name;
  if (site.child !== undefined && !inChild) {
    spot.error(
      `a column of this table takes a field of ${site.child} ("${site.child}.…"), "$key", "$command.id" or a constant.`,
    );
    return undefined;
  }
  const written = inputNames(site).includes(whole)
    ? writtenField(site.resource, site.binding, name, site.child)
    : undefined;
  if (written === undefined) {
    reportUnknown(whole, site, spot);
    return undefined;
  }
  site.used.add(whole);
  const part = partOfColumn(text, whole, written, spot);
  report(written, column, part, spot);
  return { kind: 'field', field: name, ...(part === undefined ? {} : { part }) };
}

function report(written: WrittenField, column: Column, part: number | undefined, spot: Spot): void {
  const fault = writtenFault(written, column, part);
  if (fault !== undefined) spot.error(fault);
  for (const sentence of unwritableValues(written.field, written.source)) spot.error(sentence);
}

/** Everything a value may name: `customerId`, `lines.itemId`. */
function inputNames({ input, child }: ValueSite): readonly string[] {
  if (child === undefined) return input.fields.map(({ field }) => field);
  const list = input.children.find((each) => each.child === child);
  return (list?.fields ?? []).map(({ field }) => `${child}.${field}`);
}

function reportUnknown(name: string, site: ValueSite, spot: Spot): void {
  // A field that was refused in the input is told of there.
  if (site.spot.in('input', ...name.split('.')).isFaulty) return;
  const [list, member] = name.split('.');
  if (member !== undefined && site.spot.in('input', list ?? '', 'fields', member).isFaulty) return;
  const names = inputNames(site);
  const children = site.input.children.map((each) => each.child);
  if (children.includes(name)) spot.error(`${name} is a child list: it fills a table, { table: …, columns: … }.`);
  else {
    const there = names.length === 0 ? 'The input has none.' : `The input has: ${names.join(', ')}.`;
    spot.error(`no field of the input is called "${name}".${didYouMean(name, names)} ${there}`);
  }
}
