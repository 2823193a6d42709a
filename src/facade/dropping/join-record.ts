// The records of a layout together with the operation that uses it, from YAML to the catalogue.
// It must never let what is left out, or null, be guessed from blanks.
import type { RecordItem, RecordList } from '../binding-of-drops.js';
import { defined } from '../joining/defined.js';
import { checkItemFits } from './check-item-fits.js';
import { checkStandIns } from './check-stand-ins.js';
import type { ItemDraft, LayoutDraft, ListDraft } from '../layouts/layout-draft.js';
import { recordText } from './record-text.js';
import { recordValue, typeOf } from './record-value.js';
import type { RecordSite } from './record-value.js';

/** The values of one record, of the operation or of an entry of its list. */
export function joinRecord(
  items: readonly ItemDraft[],
  { shell }: LayoutDraft,
  site: RecordSite,
): readonly RecordItem[] {
  return items.flatMap((draft) => {
    const item = joinItem(draft, site);
    if (item !== undefined) checkItemFits(item, shell.format, shell.encoding, draft.spot);
    return item === undefined ? [] : [item];
  });
}

/** The lists; one that the input does not have is told. */
export function joinRecordLists(draft: LayoutDraft, site: RecordSite): readonly RecordList[] {
  return draft.lists.flatMap((list) => {
    if (!isInput(list, site)) return [];
    const record = joinRecord(list.items, draft, { ...site, child: list.child });
    return [{ child: list.child, record, ...defined({ element: list.element }) }];
  });
}

function isInput({ child, spot }: ListDraft, site: RecordSite): boolean {
  const names = site.input.children.map((each) => each.child);
  if (names.includes(child)) return true;
  if (site.spot.in('input', child).isFaulty) return false;
  const there = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  spot.errorAtKey(`the input has no child list "${child}". ${there}`);
  return false;
}

function joinItem({ name, place, format, spot }: ItemDraft, site: RecordSite): RecordItem | undefined {
  const value = recordValue(format.from, site, spot.in('from'));
  if (value === undefined) return undefined;
  const text = recordText(format, value, spot);
  checkStandIns(format, value, site.kind, spot);
  const isRight = text.kind === 'number' && place.kind === 'fixed-width' && !spot.in('pad').isWritten;
  return {
    ...{ name, value: value.value, type: typeOf(value), text },
    place: isRight ? { ...place, pad: 'left' } : place,
    ...defined({ absent: format.absent, null: format.null }),
  };
}
