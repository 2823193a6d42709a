// The items of a record with their places, from YAML to a draft.
import type { RecordPlace } from '../binding-of-drops.js';
import type {
  CsvItemFormat,
  FixedWidthItemFormat,
  WrittenFormat,
  XmlItemFormat,
} from '../format-of-drops/record-format.js';
import { defined } from '../joining/defined.js';
import type { Spot } from '../yaml/spot.js';
import type { ItemDraft, ListDraft } from './layout-draft.js';

/** How one item of a format is read. */
export type ReadItem<Item> = (item: Item, spot: Spot) => { readonly name: string; readonly place: RecordPlace };

/** The items of a record; `spot` is its list. */
export function readItems<Item extends WrittenFormat>(
  items: readonly Item[],
  read: ReadItem<Item>,
  spot: Spot,
): readonly ItemDraft[] {
  return items.map((format, index) => {
    const place = spot.in(index);
    return { ...read(format, place), format, spot: place };
  });
}

/** The lists of a layout; `spot` is `lists`. */
export function readLists<Item extends WrittenFormat>(
  lists: Readonly<Record<string, { readonly record: readonly Item[]; readonly element?: string }>> | undefined,
  read: ReadItem<Item>,
  spot: Spot,
): readonly ListDraft[] {
  return Object.entries(lists ?? {}).map(([child, { record, element }]) => {
    const place = spot.in(child);
    return { child, items: readItems(record, read, place.in('record')), spot: place, ...defined({ element }) };
  });
}

/** A column. */
export const csvPlace: ReadItem<CsvItemFormat> = ({ name, maxLength }) => ({
  name,
  place: { kind: 'column', ...defined({ maxLength }) },
});

/** Bytes of a line; the side of the fill is settled when the type is known. */
export const fixedWidthPlace: ReadItem<FixedWidthItemFormat> = ({ name, from, at, width, pad, fill }) => ({
  name: name ?? (typeof from === 'string' ? from : `"${from.constant}"`),
  place: { kind: 'fixed-width', at, width, pad: pad ?? 'right', fill: fill ?? ' ' },
});

/** An attribute or an element, and not both. */
export const xmlPlace: ReadItem<XmlItemFormat> = ({ attribute, element, maxLength }, spot) => {
  if (
    (attribute === undefined) === (element === undefined) &&
    !spot.in('attribute').isFaulty &&
    !spot.in('element').isFaulty
  ) {
    spot.error('needs the name of an `attribute` or of an `element`, one of both.');
  }
  return {
    name: attribute ?? element ?? '',
    place: { kind: attribute === undefined ? 'element' : 'attribute', ...defined({ maxLength }) },
  };
};
