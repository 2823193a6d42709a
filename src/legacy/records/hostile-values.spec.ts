// Hostile values: what is accepted is read back by parsers that know nothing of the gateway, as one record with the same
// values; everything else is refused. 100,000 records over all formats.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv, readFixedWidth, readXml } from '../../../test/support/layouts/independent-parsers.js';
import type { Records } from '../../../test/support/layouts/independent-parsers.js';
import { ATTRIBUTE, bytes, column, ELEMENT, item, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import type { Layout } from '../../facade/binding-of-drops.js';
import { CP037 } from '../encodings/ebcdic-tables.js';
import { LayoutWriter } from '../layouts/layout-writer.js';
import type { RecordSource } from '../layouts/record-image.js';

const RECORDS_PER_FORMAT = 12_500;
const RECORDS_PER_FILE = 50;

/** One way to write a file and, apart from it, one to read it. Values are the id, the key, `code` and `note`. */
interface Format {
  readonly title: string;
  readonly layout: Layout;
  readonly read: (bytes: Uint8Array) => Records;
}

const utf8 = (data: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(data);
const windows = (data: Uint8Array): string => new TextDecoder('windows-1252', { fatal: true }).decode(data);
const latin1 = (data: Uint8Array): string => Buffer.from(data).toString('latin1');
const ebcdicCodes = CP037.join(' ').split(' ');
const ebcdic = (data: Uint8Array): string =>
  Array.from(data, (byte) => String.fromCharCode(parseInt(ebcdicCodes[byte] ?? '', 16))).join('');

const MARKERS = { absent: '{unchanged}', null: '{clear}' };

function csv(title: string, quote: 'never' | 'needed' | 'always', delimiter: string): Format {
  return {
    title,
    layout: layoutOf({
      format: { kind: 'csv', delimiter, quote, columnRow: false },
      encoding: 'utf-8',
      record: [
        item('REF', '$command.id', column()),
        item('KEY', '$key', column(12)),
        item('CODE', 'code', column(8)),
        item('NOTE', 'note', column(20), MARKERS),
      ],
    }),
    read: (data) => readCsv(utf8(data), delimiter, quote === 'never' ? false : '"'),
  };
}

const SLICES = [
  { at: 1, width: 26, side: 'right', fill: ' ' },
  { at: 27, width: 12, side: 'right', fill: ' ' },
  { at: 39, width: 8, side: 'left', fill: '0' },
  { at: 50, width: 20, side: 'right', fill: ' ' },
] as const;

function fixedWidth(
  encoding: Layout['encoding'],
  decode: (data: Uint8Array) => string,
  end?: readonly [number, number],
): Format {
  return {
    title: `fixed width in ${encoding}`,
    layout: layoutOf({
      encoding,
      record: [
        item('REF', '$command.id', bytes(1, 26)),
        item('KEY', '$key', bytes(27, 12)),
        item('CODE', 'code', bytes(39, 8, { pad: 'left', fill: '0' })),
        item('NOTE', 'note', bytes(50, 20), MARKERS),
      ],
    }),
    read: (data) => readFixedWidth(data, SLICES, decode, end),
  };
}

function xml(encoding: Layout['encoding'], decode: (data: Uint8Array) => string): Format {
  return {
    title: `XML in ${encoding}`,
    layout: layoutOf({
      format: { kind: 'xml', root: 'Root', rootAttributes: [], element: 'Record' },
      encoding,
      record: [
        item('ref', '$command.id', ATTRIBUTE),
        item('key', '$key', ATTRIBUTE),
        item('Code', 'code', ELEMENT),
        item('Note', 'note', ELEMENT, MARKERS),
      ],
    }),
    read: (data) => readXml(decode(data), 'Record', ['ref', 'key', 'Code', 'Note']),
  };
}

const FORMATS: readonly Format[] = [
  csv('csv without quotes', 'never', ';'),
  csv('csv with quotes where needed', 'needed', ','),
  csv('csv with quotes always', 'always', '\t'),
  fixedWidth('windows-1252', windows),
  fixedWidth('utf-8', utf8),
  fixedWidth('cp037', ebcdic, [0x0d, 0x25]),
  xml('utf-8', utf8),
  xml('iso-8859-1', latin1),
];

const NASTY = [
  ...['"', '""', "'", ';', ',', '|', '\t', '\r\n', '\n', '\r', '\0', '\u0015', '%', ' ', '  ', '0', '00'],
  ...['=cmd', "=cmd|' /C calc'!A0", '+1', '-5', '@SUM(1)', '\\', '\\n', '#END', '{clear}', '{unchanged}'],
  ...['<', '>', '&', '&amp;', '&#10;', ']]>', '<!--', '<![CDATA[', '</Record>', '<Record ref="x">', '/>'],
  ...['\u202e', '\u200f', 'אב', 'עربي', '\ud800', '\udc00', '😀', '\ufeff', '\u0085', '\u2028', '\u0080', '\ufffe'],
  ...['€', 'Œ', 'ß', 'é', 'e\u0301', '漢', 'Ł', '\u00a0', '\u00ad', '¬', '^', '[', '|', '\u007f', '\u001a'],
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 9 }) },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 4 })), { maxLength: 3 })
      .map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 15, maxLength: 40 }) },
);

const source: fc.Arbitrary<RecordSource> = fc.record({
  id: fc.ulid(),
  key: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('SO-1', 'a', '12') }, { weight: 1, arbitrary: text }),
  input: fc.record({
    code: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('A', '10', '-5') }, { weight: 1, arbitrary: text }),
    note: text,
  }),
});

function valuesOf({ id, key, input }: RecordSource): readonly unknown[] {
  const { code, note } = input as { readonly code: string; readonly note: string };
  return [id, key, code, note];
}

describe.each(FORMATS)('$title', ({ layout, read }) => {
  const writer = new LayoutWriter(layout);

  it('reads every accepted record back as one record with the same values', () => {
    const told = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(source, { minLength: RECORDS_PER_FILE, maxLength: RECORDS_PER_FILE }), (sources) => {
        const written = sources.map((each) => ({ values: valuesOf(each), outcome: writer.record(each) }));
        const accepted = written.flatMap(({ values, outcome }) =>
          outcome.ok ? [{ values, image: outcome.value }] : [],
        );
        told.accepted += accepted.length;
        told.refused += written.length - accepted.length;
        const images = accepted.map(({ image }) => image);
        const file = writer.file({ sequence: 1, date: '2026-12-01', images });
        expect(read(file.bytes)).toEqual(accepted.map(({ values }) => values));
      }),
      { seed: 24, numRuns: RECORDS_PER_FORMAT / RECORDS_PER_FILE, endOnFailure: true },
    );
    // A test that accepts nothing, or refuses nothing, says nothing.
    expect(told.accepted).toBeGreaterThan(RECORDS_PER_FORMAT / 10);
    expect(told.refused).toBeGreaterThan(RECORDS_PER_FORMAT / 10);
    expect(told.accepted + told.refused).toBeGreaterThanOrEqual(RECORDS_PER_FORMAT);
  });

  it('takes plain words, whatever they look like to a spreadsheet', () => {
    const words = ['=cmd', '-5', '+1', '@x', 'a b', 'O.K.', '10%', "it's"];
    const refused = words.filter((note) => !writer.record({ id: '1', key: 'K', input: { code: 'A', note } }).ok);
    expect(refused).toEqual([]);
  });
});
