// Writes one value of a record: where it comes from, what it becomes, what stands for it when it is not there.
// It must never write a value that would be read as one that is not there.
import type { CommandValue } from '../../facade/binding-of-commands.js';
import type { RecordItem } from '../../facade/binding-of-drops.js';
import type { CivilZone } from '../codecs-of-time/civil-zone.js';
import { UnusableBinding } from '../codec.js';
import { Unfit } from '../encode/encode-value.js';
import { inputMember, pointerStep } from './input-members.js';
import type { InputValue, RecordSource } from '../layouts/record-image.js';
import { refusedCharacter, whyRefused } from './refused-text.js';
import { valuePlace } from './value-place.js';
import type { PlaceFrame, ValuePlace } from './value-place.js';
import { codesOf, textWriter } from './value-text.js';
import type { TextWriter } from './value-text.js';

/** What stands in a place: the text, and the text with its padding. */
export interface Cell {
  readonly text: string;
  readonly filled: string;
}

/** Writes one item; `entry` is the body, or the entry of a list, that stands at `pointer`. */
export type ItemWriter = (source: RecordSource, entry: InputValue, pointer: string) => Cell | Unfit;

/** What all items of a layout share. */
export interface ItemFrame extends PlaceFrame {
  readonly zone: CivilZone;
  /** Into how many parts a value falls, where the record has its parts one by one. */
  readonly partsOf: (value: CommandValue) => number;
}

/** The writer of an item. Throws UnusableBinding for an item that cannot be written as its layout says. */
export function itemWriter(item: RecordItem, frame: ItemFrame): ItemWriter {
  const place = valuePlace(item, frame);
  const { value } = item;
  switch (value.kind) {
    case 'constant': {
      const cell = fixedCell(item.name, value.value, place);
      return () => cell;
    }
    case 'commandId': {
      const write = presentWriter(place, (id) => String(id), []);
      return ({ id }) => write(id, '');
    }
    case 'key':
      return keyWriter(item, place, frame);
    case 'field':
      return fieldWriter(item, value.field, place, frame);
  }
}

/** A text that the facade names; it stands as it is, so its ends may look like padding. */
function fixedCell(name: string, text: string, place: ValuePlace): Cell {
  const fault =
    refusedCharacter(text) === undefined ? place.fault(text) : 'holds a character that a record cannot hold.';
  if (fault !== undefined) throw new UnusableBinding(`${name}: "${text}" ${fault}`);
  return { text, filled: place.fill(text) };
}

type PresentWriter = (value: string | number | boolean, pointer: string) => Cell | Unfit;

/** A text of a caller's: it must fit, read back as it is, and not look like one of the markers. */
function presentWriter(place: ValuePlace, write: TextWriter, markers: readonly Cell[]): PresentWriter {
  const taken = new Set(markers.map(({ filled }) => filled));
  return (value, pointer) => {
    const text = write(value, pointer);
    if (text instanceof Unfit) return text;
    const fault = whyRefused(text) ?? place.fault(text) ?? place.swallowed(text);
    if (fault !== undefined) return new Unfit(pointer, fault);
    const filled = place.fill(text);
    if (taken.has(filled)) return new Unfit(pointer, 'is the sign by which the ERP knows that there is no value.');
    return { text, filled };
  };
}

/**
 * One of the ERP's codes. The facade names them, so one may be blank, or be the sign for a value that is not there: then
 * to leave the value out means the same as that code.
 */
function codeWriter(item: RecordItem, place: ValuePlace, write: TextWriter): PresentWriter {
  const cells = new Map(codesOf(item.text).map((code) => [code, fixedCell(item.name, code, place)]));
  if (new Set([...cells.values()].map(({ filled }) => filled)).size < cells.size) {
    throw new UnusableBinding(`${item.name} has codes that are the same once they are padded`);
  }
  return (value, pointer) => {
    const code = write(value, pointer);
    if (code instanceof Unfit) return code;
    return cells.get(code) ?? new Unfit(pointer, 'is a value that the ERP has no code for.');
  };
}

/** The key has no place in the body: its faults carry an empty pointer. */
function keyWriter(item: RecordItem, place: ValuePlace, frame: ItemFrame): ItemWriter {
  const type = item.type ?? { kind: 'string' };
  const write = presentWriter(
    place,
    textWriter(type, item.text, { zone: frame.zone, parts: frame.partsOf(item.value) }),
    [],
  );
  const isNumber = type.kind === 'integer';
  return ({ key }) => {
    if (key === undefined || key === '') return new Unfit('', 'The address holds no key.');
    return write(isNumber ? Number(key) : key, '');
  };
}

function fieldWriter(item: RecordItem, field: string, place: ValuePlace, frame: ItemFrame): ItemWriter {
  if (item.type === undefined) throw new UnusableBinding(`${item.name} takes a field whose type is not known`);
  const absent = item.absent === undefined ? undefined : fixedCell(item.name, item.absent, place);
  const none = item.null === undefined ? undefined : fixedCell(item.name, item.null, place);
  const markers = [absent, none].filter((marker) => marker !== undefined);
  const text = textWriter(item.type, item.text, { zone: frame.zone, parts: frame.partsOf(item.value) });
  const isCode = item.text.kind === 'codes' || item.text.kind === 'flags';
  const write = isCode ? codeWriter(item, place, text) : presentWriter(place, text, markers);
  return (_source, entry, pointer) => {
    const at = pointer + pointerStep(field);
    const value = inputMember(entry, field);
    if (value === undefined)
      return absent ?? new Unfit(at, 'must be there: the ERP has no sign for one that is left out.');
    if (value === null) return none ?? new Unfit(at, 'must not be null: the ERP has no sign for it.');
    if (typeof value === 'object') return new Unfit(at, 'is a value that the ERP cannot hold.');
    return write(value, at);
  };
}
