// Where a value of a record comes from, from YAML to the catalogue: a field of the input, the key, the id, a constant.
// It must never take a field that callers do not send.
import type { CommandValue } from '../binding-of-values.js';
import type { FieldType, InputField } from '../contract.js';
import type { ValueFormat } from '../format-of-writes/value-format.js';
import { NO_KEY_IN_A_CREATE, partOfColumn } from '../writing/part-of-column.js';
import type { WriteSite } from '../writing/write-site.js';
import { writtenField, writtenKey } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** A value, what is known of it, and whether it can be missing. */
export interface RecordValue {
  readonly value: CommandValue;
  /** Undefined for the id and constants. */
  readonly written: WrittenField | undefined;
  /** The part of a field or key that stands in several columns. */
  readonly part: number | undefined;
  readonly optional: boolean;
  readonly nullable: boolean;
}

/** Where a record is written: the operation, and the child list whose entries it is filled from. */
export interface RecordSite extends WriteSite {
  readonly child?: string;
}

const always = { optional: false, nullable: false, part: undefined, written: undefined };

/** The value, or undefined when it is none; `spot` is its `from`. */
export function recordValue(format: ValueFormat, site: RecordSite, spot: Spot): RecordValue | undefined {
  if (typeof format !== 'string') return { ...always, value: { kind: 'constant', value: format.constant } };
  if (format === '$command.id') return { ...always, value: { kind: 'commandId' } };
  return format.startsWith('$key') ? keyValue(format, site, spot) : fieldValue(format, site, spot);
}

function keyValue(text: string, site: RecordSite, spot: Spot): RecordValue | undefined {
  if (site.kind === 'create') {
    spot.error(NO_KEY_IN_A_CREATE);
    return undefined;
  }
  const written = writtenKey(site);
  if (written === undefined) return undefined;
  const part = partOfColumn(text, '$key', written, spot);
  return { ...always, value: { kind: 'key', part: part ?? 0 }, written, part };
}

function fieldValue(text: string, site: RecordSite, spot: Spot): RecordValue | undefined {
  const { child } = site;
  const prefix = child === undefined ? '' : `${child}.`;
  const [name = ''] = text.startsWith(prefix) ? text.slice(prefix.length).split('.') : [''];
  const whole = prefix + name;
  const input = inputsOf(site).find(({ field }) => field === name);
  const written = writtenField(site.resource, site.binding, name, child);
  if (name === '' || input === undefined || written === undefined) {
    reportUnknown(text, whole, site, spot);
    return undefined;
  }
  site.used.add(whole);
  const part = partOfColumn(text, whole, written, spot);
  return {
    value: { kind: 'field', field: name, ...(part === undefined ? {} : { part }) },
    ...{ written, part, optional: !input.required, nullable: written.field.nullable },
  };
}

function inputsOf({ input, child }: RecordSite): readonly InputField[] {
  if (child === undefined) return input.fields;
  return input.children.find((each) => each.child === child)?.fields ?? [];
}

function reportUnknown(text: string, whole: string, site: RecordSite, spot: Spot): void {
  const { child } = site;
  if (isToldOf(child === undefined ? text : whole, site)) return;
  const names = inputsOf(site).map(({ field }) => (child === undefined ? field : `${child}.${field}`));
  const [list = ''] = text.split('.');
  if (child === undefined && site.input.children.some((each) => each.child === list)) {
    spot.error(`${list} is a child list: its entries are records of their own, under \`lists\`.`);
    return;
  }
  const there = names.length === 0 ? 'There are none.' : `There are: ${names.join(', ')}.`;
  const what = child === undefined ? 'field of the input' : `field of an entry of ${child} in the input`;
  spot.error(`no ${what} is called "${text}".${didYouMean(text, names)} ${there}`);
}

/** A field that was refused in the input is told of there. */
function isToldOf(name: string, { spot }: RecordSite): boolean {
  const [list = '', member] = name.split('.');
  if (spot.in('input', list).isFaulty) return true;
  return member !== undefined && spot.in('input', list, 'fields', member).isFaulty;
}

/** The type of a value: that of its field, and text for keys, as they come out of an address. */
export function typeOf({ value, written }: RecordValue): FieldType | undefined {
  if (value.kind !== 'key' || written === undefined) return written?.field.type;
  return written.field.type.kind === 'string' ? written.field.type : { kind: 'string' };
}
