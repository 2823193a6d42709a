// Files of three formats, byte for byte, and what keeps a command out of them.
import { describe, expect, it } from '@jest/globals';
import {
  ATTRIBUTE,
  acknowledgementOf,
  bytes,
  commandWith,
  ELEMENT,
  ID,
  item,
  layoutOf,
} from '../../../test/support/layouts/sample-layouts.js';
import { amendments, counts, customers, DECIMAL, NUMBER } from '../../../test/support/layouts/three-layouts.js';
import type { Layout } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { FileDoesNotFit } from './file-does-not-fit.js';
import { LayoutWriter } from './layout-writer.js';
import type { RecordImage, RecordSource } from './record-image.js';

function imageOf(writer: LayoutWriter, source: RecordSource): RecordImage {
  const written = writer.record(source);
  if (!written.ok) throw new Error(JSON.stringify(written.faults));
  return written.value;
}

function fileOf(layout: Layout, sources: readonly RecordSource[]): { text: string; lines: readonly number[] } {
  const writer = new LayoutWriter(layout);
  const images = sources.map((source) => imageOf(writer, source));
  const file = writer.file({ sequence: 7, date: '2026-12-01', images });
  return { text: codecOfEncoding(layout.encoding).decode(file.bytes) ?? '', lines: file.lines };
}

describe('a file of fixed width', () => {
  const file = fileOf(amendments, [
    commandWith({ note: 'Ring – first', requestedOn: '2026-12-24' }, 'SO-1'),
    commandWith({ note: null }, 'SO-2'),
    commandWith({ requestedOn: null }, 'SO-3'),
  ]);

  it('has every value at its bytes, and a sign for each that is not there', () => {
    expect(file.text.split('\r\n')).toEqual([
      'H2026120100007',
      `SO-1        Ring – first20261224${ID}`,
      `SO-2        {clear}     99999999${ID}`,
      `SO-3        {unchanged} 00000000${ID}`,
      'T0000003',
      '',
    ]);
  });

  it('says on which line each record begins', () => {
    expect(file.lines).toEqual([2, 3, 4]);
  });

  it('is named after its day and number, as are its done marker and its acknowledgement', () => {
    expect(new LayoutWriter(amendments).file({ sequence: 7, date: '2026-12-01', images: [] })).toMatchObject({
      fileName: 'AMD2026120100007.DAT',
      doneName: 'AMD2026120100007.DAT.OK',
      acknowledgementName: 'AMD2026120100007.ACK',
    });
  });

  it('is the same, byte for byte, each time', () => {
    const writer = new LayoutWriter(amendments);
    const images = [imageOf(writer, commandWith({ note: 'Ø' }, 'SO-1'))];
    const render = (): Uint8Array =>
      new LayoutWriter(amendments).file({ sequence: 1, date: '2026-12-01', images }).bytes;
    expect(render()).toEqual(render());
  });

  it('has lines of one width where the layout says so, header and trailer included', () => {
    const wide = layoutOf({ ...amendments, format: { kind: 'fixed-width', width: 70 }, newline: 'none' });
    const { text } = fileOf(wide, [commandWith({}, 'SO-1')]);
    expect(text).toHaveLength(210);
    expect(text.slice(140)).toBe(`T0000001${' '.repeat(62)}`);
  });

  it('counts bytes, not characters, where a character takes more than one', () => {
    const utf8 = layoutOf({ ...amendments, encoding: 'utf-8' });
    expect(new LayoutWriter(utf8).record(commandWith({ note: 'ÆØÅæøåé' }, 'SO-1')).ok).toBe(false);
    const { text } = fileOf(utf8, [commandWith({ note: 'ÆØÅæøå' }, 'SO-1')]);
    expect(text).toContain(`SO-1        ÆØÅæøå99999999${ID}`);
  });

  it.each([
    ['cp037', [0x0d, 0x25], 0xba],
    ['cp1047', [0x0d, 0x25], 0xad],
  ] as const)('is written in %s with its own line ends', (encoding, end, bracket) => {
    const writer = new LayoutWriter(layoutOf({ ...amendments, encoding }));
    const images = [imageOf(writer, commandWith({ note: '[' }, 'SO-1'))];
    const file = writer.file({ sequence: 7, date: '2026-12-01', images });
    expect([...file.bytes.slice(14, 16)]).toEqual(end);
    expect(file.bytes[16 + 12]).toBe(bracket);
  });
});

describe('a csv file', () => {
  const file = fileOf(customers, [
    commandWith({ name: 'A;B "C"', creditLimit: '2.5', wantsNewsletter: false }),
    commandWith({ name: '=1+1', creditLimit: null }),
    commandWith({ name: '-5', wantsNewsletter: true }),
  ]);

  it('quotes what needs it, leaves formulas alone, and ends with exact totals', () => {
    expect(file.text.split('\r\n')).toEqual([
      'REF;NAME;LIMIT;NEWS',
      `${ID};"A;B ""C""";2,50;N`,
      `${ID};=1+1;NONE;N`,
      `${ID};-5;;J`,
      '#END;3;2.50',
      '',
    ]);
  });

  it('says on which line each record begins', () => {
    expect(file.lines).toEqual([2, 3, 4]);
  });

  it('sums what no double can', () => {
    const source = commandWith({ name: 'x', creditLimit: '9999999999999.99' });
    const { text } = fileOf(
      customers,
      Array.from({ length: 1_000 }, () => source),
    );
    expect(text).toContain('#END;1000;9999999999999990.00');
  });
});

describe('an XML file', () => {
  const { text, lines } = fileOf(counts, [
    commandWith({
      comment: `<b> & "c" 'd' ]]>`,
      lines: [
        { itemId: 'I<1', quantity: '1.5' },
        { itemId: 'true', quantity: '0.001' },
      ],
    }),
    commandWith({ comment: null }),
  ]);

  it('has markup of its own only', () => {
    expect(text.split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<StockCounts date="2026-12-01" count="2" total="1.501">',
      `<Count ref="${ID}"><Comment>&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; ]]&gt;</Comment>` +
        '<Line item="I&lt;1" quantity="1.500"></Line><Line item="true" quantity="0.001"></Line></Count>',
      `<Count ref="${ID}"><Comment>-</Comment></Count>`,
      '</StockCounts>',
      '',
    ]);
  });

  it('counts records where others count lines', () => {
    expect(lines).toEqual([1, 2]);
  });
});

describe('a layout that no file can follow', () => {
  const short = item('A', 'a', bytes(1, 4));
  it.each([
    ['values over one another', { record: [short, item('B', 'b', bytes(4, 2))] }],
    ['a record longer than its line', { record: [short], format: { kind: 'fixed-width', width: 3 } }],
    ['lines without an end', { record: [short], newline: 'none' }],
    ['a constant that does not fit', { record: [item('A', '=12345', bytes(1, 4))] }],
    ['a sign for null that the code page lacks', { record: [item('A', 'a', bytes(1, 4), { null: '漢' })] }],
    [
      'a number with zeros behind it',
      { record: [item('A', 'a', bytes(1, 4, { fill: '0' }), { type: DECIMAL, text: NUMBER })] },
    ],
    ['a total of a text', { record: [short], trailer: [{ kind: 'total', field: 'a' }] }],
    ['a zone that nobody knows', { record: [short], timezone: 'Europe/Nowhere' }],
    ['an attribute twice', { ...counts, record: [item('a', 'a', ATTRIBUTE), item('a', 'b', ATTRIBUTE)] }],
    ['a name that is none in XML', { ...counts, record: [item('a b', 'a', ELEMENT)] }],
    [
      'no value that is the business key',
      { record: [short], acknowledgement: acknowledgementOf({ match: 'business-key', businessKey: '$key' }) },
    ],
  ] as readonly [string, Partial<Layout>][])('is refused at once: %s', (_what, words) => {
    expect(() => new LayoutWriter(layoutOf(words))).toThrow(UnusableBinding);
  });
});

describe('a file that cannot be put together', () => {
  it('is refused when its count or its number has no room', () => {
    const writer = new LayoutWriter(layoutOf({ ...amendments, trailer: [{ kind: 'count', width: 1 }] }));
    const image = imageOf(writer, commandWith({}, 'SO-1'));
    const images = Array.from({ length: 10 }, () => image);
    expect(() => writer.file({ sequence: 1, date: '2026-12-01', images })).toThrow(FileDoesNotFit);
    expect(() => writer.file({ sequence: 100_000, date: '2026-12-01', images: [] })).toThrow(FileDoesNotFit);
  });
});

describe('the numbers of files', () => {
  const next = (wrap: 'refuse' | 'restart', last: number | undefined): number | undefined =>
    new LayoutWriter(layoutOf({ sequence: { from: 10, to: 12, wrap } })).nextSequence(last);

  it('follow one another and never repeat within a round', () => {
    expect([undefined, 3, 10, 11].map((last) => next('refuse', last))).toEqual([10, 10, 11, 12]);
  });

  it('end where the layout has no more, or begin again where it says so', () => {
    expect(next('refuse', 12)).toBeUndefined();
    expect(next('refuse', 99)).toBeUndefined();
    expect(next('restart', 12)).toBe(10);
  });
});
