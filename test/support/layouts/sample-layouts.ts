// Layouts for tests, built from few words. They are frozen data like those of a facade.
import type { CommandValue } from '../../../src/facade/binding-of-commands.js';
import type {
  Acknowledgement,
  Layout,
  RecordItem,
  RecordPlace,
  RecordText,
  Template,
} from '../../../src/facade/binding-of-drops.js';
import type { FieldType } from '../../../src/facade/contract.js';
import type { RecordSource } from '../../../src/legacy/layouts/record-image.js';

/** A ULID, as every command has one. */
export const ID = '01JDQ4X9T7Z0M5V3B8K2N6R1WC';

/** What makes an item differ from a plain text. */
export type ItemWords = Partial<Pick<RecordItem, 'type' | 'text' | 'absent' | 'null'>>;

const STRING: FieldType = { kind: 'string' };
const TEXT: RecordText = { kind: 'text' };

/** `$command.id`, `$key`, `=constant` or the name of a field. */
export function item(name: string, from: string, place: RecordPlace, words: ItemWords = {}): RecordItem {
  return { name, value: valueOf(from), type: STRING, text: TEXT, place, ...words };
}

function valueOf(from: string): CommandValue {
  if (from === '$command.id') return { kind: 'commandId' };
  if (from === '$key') return { kind: 'key', part: 0 };
  return from.startsWith('=') ? { kind: 'constant', value: from.slice(1) } : { kind: 'field', field: from };
}

/** Bytes of a line, filled up with blanks on the right unless said otherwise. */
export function bytes(
  at: number,
  width: number,
  words: { readonly pad?: 'left' | 'right'; readonly fill?: string } = {},
): RecordPlace {
  return { kind: 'fixed-width', at, width, pad: 'right', fill: ' ', ...words };
}

export function column(maxLength?: number): RecordPlace {
  return { kind: 'column', ...(maxLength === undefined ? {} : { maxLength }) };
}

export const ATTRIBUTE: RecordPlace = { kind: 'attribute' };
export const ELEMENT: RecordPlace = { kind: 'element' };

/** A name such as `AMD2026120100001.DAT`. */
export function datedName(prefix: string, suffix: string): Template {
  return [
    { kind: 'text', text: prefix },
    { kind: 'date', format: 'yyyymmdd' },
    { kind: 'sequence', width: 5 },
    { kind: 'text', text: suffix },
  ];
}

/** A layout of fixed width without lists, header and acknowledgement, unless said otherwise. */
export function layoutOf(words: Partial<Layout>): Layout {
  return {
    name: 'sample',
    format: { kind: 'fixed-width', width: undefined },
    encoding: 'windows-1252',
    newline: 'crlf',
    timezone: 'Europe/Copenhagen',
    fileName: datedName('AMD', '.DAT'),
    sequence: { from: 1, to: 99_999, wrap: 'refuse' },
    record: [],
    lists: [],
    acknowledgement: { kind: 'none' },
    ...words,
  };
}

type AcknowledgementFile = Extract<Acknowledgement, { kind: 'file' }>;

/** A csv acknowledgement by command id, result, reason and message, unless said otherwise. */
export function acknowledgementOf(words: Partial<AcknowledgementFile> = {}): AcknowledgementFile {
  return {
    kind: 'file',
    match: 'command',
    fileName: datedName('AMD', '.ACK'),
    encoding: 'windows-1252',
    format: { kind: 'csv', delimiter: ';' },
    skip: { first: 0, last: 0 },
    places: {
      command: { kind: 'column', column: 1 },
      result: { kind: 'column', column: 2 },
      reason: { kind: 'column', column: 3 },
      message: { kind: 'column', column: 4 },
    },
    results: new Map([
      ['A', 'applied'],
      ['R', 'refused'],
    ]),
    reasons: new Map([['E01', { reason: 'order-unknown', text: 'The order does not exist.' }]]),
    outputs: [],
    overdueMs: 1_800_000,
    ...words,
  };
}

/** A command with this body. */
export function commandWith(input: RecordSource['input'], key?: string): RecordSource {
  return { id: ID, key, input };
}
