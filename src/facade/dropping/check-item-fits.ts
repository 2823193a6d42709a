// Whether a value can ever stand at its place: everything that is known of its text before a caller has sent any.
// It must never judge what callers send; that is refused when they send it.
import type { FileEncoding, LayoutFormat, RecordItem } from '../binding-of-drops.js';
import type { Spot } from '../yaml/spot.js';
import { bytesOf, valueTextFault } from '../layouts/file-text.js';

/** Characters of a command id, a ULID. */
const COMMAND_ID_LENGTH = 26;
const LENGTHS: Readonly<Record<string, number>> = { rfc3339: '2026-01-31T12:00:00Z'.length };

/** A text that the facade itself gives, and where. */
interface Known {
  readonly text: string;
  readonly spot: Spot;
}

/** Reports what can never stand there; `spot` is the item's place. */
export function checkItemFits(item: RecordItem, format: LayoutFormat, encoding: FileEncoding, spot: Spot): void {
  const { place } = item;
  const room = place.kind === 'fixed-width' ? place.width : (place.maxLength ?? Infinity);
  const size = (text: string): number =>
    place.kind === 'fixed-width' ? bytesOf(text, encoding) : Array.from(text).length;
  const what = place.kind === 'fixed-width' ? 'bytes' : 'characters';
  for (const { text, spot: at } of knownTexts(item, spot)) {
    const fault = valueTextFault(text, format);
    if (fault !== undefined) at.error(`"${text}" ${fault}.`);
    if (size(text) > room) at.error(`"${text}" has ${size(text)} ${what}, and there is room for ${room}.`);
  }
  const length = fixedLength(item);
  if (length !== undefined && length > room) {
    spot.error(`a value has ${length} ${what}, and there is room for ${room}.`);
  }
}

function knownTexts({ value, text, absent, null: none }: RecordItem, spot: Spot): readonly Known[] {
  return [
    ...(value.kind === 'constant' ? [{ text: value.value, spot: spot.in('from') }] : []),
    ...(text.kind === 'flags'
      ? [
          { text: text.whenTrue, spot: spot.in('whenTrue') },
          { text: text.whenFalse, spot: spot.in('whenFalse') },
        ]
      : []),
    ...(text.kind === 'codes' ? text.rows.map(({ when, value: word }) => codeText(when[0], word, spot)) : []),
    ...(absent === undefined ? [] : [{ text: absent, spot: spot.in('absent') }]),
    ...(none === undefined ? [] : [{ text: none, spot: spot.in('null') }]),
  ];
}

function codeText(code: string | null | undefined, word: string, spot: Spot): Known {
  const own = spot.in('codes', word);
  return { text: code ?? '', spot: own.isWritten ? own : spot.in('from') };
}

/** The length that every value has. */
function fixedLength({ value, type, text }: RecordItem): number | undefined {
  if (value.kind === 'commandId') return COMMAND_ID_LENGTH;
  if (type?.kind === 'uuid') return 36;
  if (text.kind !== 'date' && text.kind !== 'instant' && text.kind !== 'time') return undefined;
  return LENGTHS[text.format] ?? text.format.length;
}
