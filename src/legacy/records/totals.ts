// Control totals: exact sums over the records of a file. It must never pass through a binary double.
import type { Layout, RecordItem, Template } from '../../facade/binding-of-drops.js';
import type { FieldType } from '../../facade/contract.js';
import { UnusableBinding } from '../codec.js';
import { canonicalForm } from '../encode/encode-canonical.js';
import { inputEntries, inputMember } from './input-members.js';
import type { InputValue, RecordImage } from '../layouts/record-image.js';

/** The sum of one field. */
interface Total {
  /** `creditLimit`, or `lines.quantity`. */
  readonly field: string;
  readonly scale: number;
  /** What one record adds, in units of the last fraction digit; a value that is not there adds nothing. */
  readonly of: (input: InputValue) => bigint;
}

/** The totals of a layout's templates. */
export class Totals {
  readonly #totals: readonly Total[];

  /** Throws UnusableBinding for a total of something that is no number in the record. */
  constructor(layout: Layout) {
    const fields = new Set(templatesOf(layout).flatMap(totalsIn));
    this.#totals = [...fields].map((field) => totalOf(layout, field));
  }

  /** What a record that fits adds. */
  of(input: InputValue): ReadonlyMap<string, bigint> {
    return new Map(this.#totals.map(({ field, of }) => [field, of(input)]));
  }

  /** The sums by field, with a point and all digits of the field's scale. */
  sum(images: readonly RecordImage[]): ReadonlyMap<string, string> {
    return new Map(
      this.#totals.map(({ field, scale }) => {
        const units = images.reduce((sum, { totals }) => sum + (totals.get(field) ?? 0n), 0n);
        return [field, decimalText(units, scale)];
      }),
    );
  }
}

/** Every template of a layout's files. */
function templatesOf(layout: Layout): readonly Template[] {
  const { format, acknowledgement } = layout;
  const attributes = format.kind === 'xml' ? format.rootAttributes.map(({ value }) => value) : [];
  const names = [layout.done, acknowledgement.kind === 'file' ? acknowledgement.fileName : undefined];
  return [layout.fileName, layout.header, layout.trailer, ...names, ...attributes].filter((each) => each !== undefined);
}

function totalsIn(template: Template): readonly string[] {
  return template.flatMap((part) => (part.kind === 'total' ? [part.field] : []));
}

function totalOf({ record, lists }: Layout, field: string): Total {
  const [child = '', member] = field.split('.');
  const items = member === undefined ? record : (lists.find((list) => list.child === child)?.record ?? []);
  const type = typeOf(items, member ?? child);
  const scale = type?.kind === 'decimal' ? type.scale : 0;
  if (type === undefined || !['decimal', 'integer', 'long'].includes(type.kind)) {
    throw new UnusableBinding(`there is no total of ${field}, which is no number in the record`);
  }
  const units = unitsOf(type);
  const of = (input: InputValue): bigint =>
    member === undefined
      ? units(inputMember(input, field))
      : inputEntries(input, child).reduce((sum: bigint, entry) => sum + units(inputMember(entry, member)), 0n);
  return { field, scale, of };
}

function typeOf(items: readonly RecordItem[], field: string): FieldType | undefined {
  return items.find(({ value }) => value.kind === 'field' && value.field === field)?.type;
}

function unitsOf(type: FieldType): (value: InputValue | undefined) => bigint {
  const canonical = canonicalForm(type);
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return 0n;
    const shown = canonical(value);
    return shown === undefined ? 0n : BigInt(String(shown).replace('.', ''));
  };
}

function decimalText(units: bigint, scale: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
