// A composite key shown as one text. It must never let two different rows show the same text.
import type { FieldSource } from '../../facade/binding.js';
import type { FieldType, FilterOperator } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import type { LegacyRow, LegacyValue } from '../legacy-value.js';
import type { Predicate } from '../read-plan.js';
import { anyOf } from './column-filter.js';
import { codeOf } from './column-type.js';
import { textCheck, textCodec } from './text-codec.js';

const SEPARATOR_INSIDE = new Misfit('a part of the key holds the separator');
const MISSING_PART = new Misfit('a part of the key is missing');
const OPERATORS: ReadonlySet<FilterOperator> = new Set<FilterOperator>(['eq', 'in']);
const ANY_TEXT = { kind: 'string' } as const;

/** Joins and splits the parts; a text that does not split into as many parts matches nothing. */
export function partsCodec(
  source: Extract<FieldSource, { kind: 'parts' }>,
  type: Extract<FieldType, { kind: 'string' }>,
): FieldCodec {
  const { columns, separator, trim } = source;
  if (separator === '') throw new UnusableBinding('the parts of a key need a separator');
  const parts = columns.map((column) => textCodec(column, ANY_TEXT, trim));
  const check = textCheck(type);
  const one = (text: string): readonly Predicate[] => {
    const texts = text.split(separator);
    if (texts.length !== parts.length) return anyOf([]);
    return parts.flatMap((part, index) => part.filter('eq', [texts[index] ?? '']));
  };
  return {
    columns,
    order: columns,
    operators: OPERATORS,
    plain: false,
    reader: (at) => (row) => {
      const joined = join(row, at, source);
      return typeof joined === 'string' ? check(joined) : joined;
    },
    filter: (_operator, values) => anyOf(values.map(one)),
  };
}

function join(
  row: LegacyRow,
  at: readonly number[],
  { separator, trim }: Extract<FieldSource, { kind: 'parts' }>,
): string | Misfit | null {
  const texts = at.map((position) => partText(row[position] ?? null, trim));
  if (texts.every((text) => text === null)) return null;
  if (texts.includes(null)) return MISSING_PART;
  return texts.some((text) => text?.includes(separator)) ? SEPARATOR_INSIDE : texts.join(separator);
}

function partText(value: LegacyValue, trim: boolean): string | null {
  return typeof value === 'string' && !trim ? value : codeOf(value);
}
