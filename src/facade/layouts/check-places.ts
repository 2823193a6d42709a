// Whether the values of a record can stand side by side: bytes that overlap, names that stand twice.
// It must never need to know what the values are.
import type { LayoutFormat } from '../binding-of-drops.js';
import type { ItemDraft, ListDraft } from './layout-draft.js';
import type { Spot } from '../yaml/spot.js';

/** Reports everything wrong with the places of a record and of its lists. */
export function checkPlaces(
  format: LayoutFormat,
  items: readonly ItemDraft[],
  lists: readonly ListDraft[],
  spot: Spot,
): void {
  const records = [items, ...lists.map((list) => list.items)];
  for (const record of records) {
    if (format.kind === 'fixed-width') checkSpans(record, format.width);
    else checkNames(record, format.kind === 'csv' ? 'column' : 'attribute or element');
  }
  if (format.kind === 'xml') checkElements(items, lists);
  if (format.kind === 'csv') checkColumnRow(format, items, lists, spot);
}

/** In the order of their bytes; one that begins before its neighbour ends is told. */
function checkSpans(items: readonly ItemDraft[], width: number | undefined): void {
  const spans = items
    .flatMap(({ place, name, spot }) =>
      place.kind === 'fixed-width' ? [{ from: place.at, to: place.at + place.width - 1, name, spot }] : [],
    )
    .sort((a, b) => a.from - b.from);
  let before = spans[0];
  for (const span of spans.slice(1)) {
    if (before !== undefined && span.from <= before.to) {
      span.spot.error(`${bytes(span)} overlap with ${before.name}, which has ${bytes(before)}.`);
    }
    if (before === undefined || span.to > before.to) before = span;
  }
  for (const span of spans) {
    if (width !== undefined && span.to > width) {
      span.spot.error(`${bytes(span)} go beyond the line, which has ${width}.`);
    }
  }
}

const bytes = ({ from, to }: { readonly from: number; readonly to: number }): string => `bytes ${from} to ${to}`;

function checkNames(items: readonly ItemDraft[], what: string): void {
  const seen = new Set<string>();
  for (const { name, place, spot } of items) {
    const known = `${place.kind} ${name}`;
    if (seen.has(known) && name !== '') spot.error(`another ${what} is called "${name}" already.`);
    seen.add(known);
  }
}

function checkElements(items: readonly ItemDraft[], lists: readonly ListDraft[]): void {
  const taken = new Set(items.flatMap(({ name, place }) => (place.kind === 'element' ? [name] : [])));
  for (const { element, spot } of lists) {
    if (element !== undefined && taken.has(element))
      spot.in('element').error(`"${element}" is an element of the record already.`);
    if (element !== undefined) taken.add(element);
  }
}

function checkColumnRow(
  format: Extract<LayoutFormat, { kind: 'csv' }>,
  items: readonly ItemDraft[],
  lists: readonly ListDraft[],
  spot: Spot,
): void {
  if (!format.columnRow) return;
  if (lists.length > 0) {
    spot.in('columnRow').error('cannot name the columns of several kinds of lines: leave it out, or use no `lists`.');
  }
  if (format.quote !== 'never') return;
  for (const { name, spot: place } of items) {
    if (name.includes(format.delimiter) || name.includes('"')) {
      place.in('name').error(`"${name}" needs quotes, and \`quote\` is never.`);
    }
  }
}
