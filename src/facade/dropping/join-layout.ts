// A layout together with the operation that uses it, from YAML to the catalogue.
// It must never let a record go out by which its acknowledgement could not find it again.
import type { Layout, RecordItem, RecordList } from '../binding-of-drops.js';
import type { FieldType } from '../contract.js';
import type { WriteSite } from '../writing/write-site.js';
import type { LayoutDraft, TotalDraft } from '../layouts/layout-draft.js';
import { joinRecord, joinRecordLists } from './join-record.js';

const SUMMABLE: readonly FieldType['kind'][] = ['integer', 'long', 'decimal'];

/** The layout; everything wrong goes to its own file. */
export function joinLayout(draft: LayoutDraft, site: WriteSite): Layout {
  const record = joinRecord(draft.items, draft, site);
  const lists = joinRecordLists(draft, site);
  if (isWhole(draft, site)) {
    for (const total of draft.totals) checkTotal(total, record, lists);
    checkBack(record, draft);
  }
  return { ...draft.shell, record, lists };
}

/** Whether no value was lost to a fault: only then can it be said what a record does not hold. */
export function isWhole({ lost, items, lists, spot }: LayoutDraft, { input }: WriteSite): boolean {
  const isLost = ({ child }: { readonly child: string }): boolean =>
    spot.in('lists', child).isWritten && !lists.some((list) => list.child === child);
  const all = [...items, ...lists.flatMap((list) => list.items)];
  return !lost.has('record') && !input.children.some(isLost) && !all.some((item) => item.spot.in('from').isFaulty);
}

/** Only what stands in the file can be added up by whoever checks it. */
function checkTotal({ field, spot }: TotalDraft, record: readonly RecordItem[], lists: readonly RecordList[]): void {
  const [first = '', second] = field.split('.');
  const items = second === undefined ? record : (lists.find(({ child }) => child === first)?.record ?? []);
  const name = second ?? first;
  const item = items.find(({ value }) => value.kind === 'field' && value.field === name);
  if (item === undefined) {
    spot.error(`{total(${field})} adds up a field that stands in no record.`);
  } else if (item.type === undefined || !SUMMABLE.includes(item.type.kind)) {
    spot.error(`{total(${field})} adds up numbers, and ${field} is of type ${item.type?.kind ?? 'text'}.`);
  }
}

/** What comes back must have gone out. */
function checkBack(record: readonly RecordItem[], draft: LayoutDraft): void {
  const { acknowledgement } = draft.shell;
  if (acknowledgement.kind === 'none') return;
  const spot = draft.spot.in('acknowledgement');
  const { match, places, businessKey } = acknowledgement;
  const isById = match === 'command' || (match === 'errors-only' && places.command !== undefined);
  if (isById && !record.some(({ value }) => value.kind === 'commandId')) {
    spot.in('match').error('gives back the id of the command, and no record holds it: add { from: $command.id }.');
  }
  if (businessKey === undefined) return;
  const holdsKey = record.some(({ value }) =>
    businessKey === '$key' ? value.kind === 'key' : value.kind === 'field' && value.field === businessKey,
  );
  if (!holdsKey) spot.in('businessKey').error(`${businessKey} stands in no record, so that nobody could give it back.`);
}
