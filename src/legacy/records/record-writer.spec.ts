// Records: what stands in them, and what keeps a command out of them.
import { describe, expect, it } from '@jest/globals';
import { acknowledgementOf, bytes, commandWith, item, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import { amendments, counts, customers, DECIMAL } from '../../../test/support/layouts/three-layouts.js';
import type { Layout } from '../../facade/binding-of-drops.js';
import type { RecordSource } from '../layouts/record-image.js';
import { RecordWriter } from './record-writer.js';

function faultsOf(layout: Layout, source: RecordSource): readonly string[] {
  const written = new RecordWriter(layout).write(source);
  return written.ok ? [] : written.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
}

function lineOf(layout: Layout, source: RecordSource): unknown {
  const written = new RecordWriter(layout).write(source);
  return written.ok ? written.value.lines[0] : written.faults;
}

describe('what a record cannot hold', () => {
  it.each([
    ['longer than its place', { note: 'x'.repeat(13) }, 'is too long for the ERP, which has room for 12 characters.'],
    ['not in the code page', { note: 'Łódź' }, 'holds a character that the ERP cannot store: "Ł" (U+0141).'],
    ['a line end', { note: 'a\nb' }, 'holds a character that a record cannot hold: U+000A.'],
    ['NUL', { note: 'a\0b' }, 'holds a character that a record cannot hold: U+0000.'],
    ['half a character', { note: 'a\ud800' }, 'holds a character that a record cannot hold: U+D800.'],
    ['a blank at its end', { note: 'a ' }, 'must not begin or end with a blank: the ERP does not keep it.'],
    ['the sign for null', { note: '{clear}' }, 'is the sign by which the ERP knows that there is no value.'],
    ['the sign for absent', { note: '{unchanged}' }, 'is the sign by which the ERP knows that there is no value.'],
  ])('is refused: %s', (_what, input, detail) => {
    expect(faultsOf(amendments, commandWith(input, 'SO-1'))).toEqual([`/note ${detail}`]);
  });

  it('is told all at once, the key in the address with an empty pointer', () => {
    expect(faultsOf(amendments, commandWith({ note: 'a\t', requestedOn: '2026-02-30' }, 'SO-1234567890'))).toEqual([
      ' is too long for the ERP, which has room for 12 characters.',
      '/note holds a character that a record cannot hold: U+0009.',
      '/requestedOn is a value that the ERP cannot hold.',
    ]);
  });

  it('is told of the key alone, whatever the body is', () => {
    const writer = new RecordWriter(amendments);
    expect(['SO-1', 'SO-1234567890', 'a\t', ''].map((key) => writer.fitsKey(key))).toEqual([true, false, false, false]);
    expect(new RecordWriter(customers).fitsKey('x'.repeat(99))).toBe(true);
  });

  it('is told with the place of a line', () => {
    const lines = [{ itemId: 'A', quantity: '1' }, { itemId: 'A', quantity: '-1' }, { quantity: null }];
    expect(faultsOf(counts, commandWith({ lines }))).toEqual([
      '/lines/1/quantity is negative, and the ERP takes no negative number here.',
      '/lines/2/itemId must be there: the ERP has no sign for one that is left out.',
      '/lines/2/quantity must not be null: the ERP has no sign for it.',
    ]);
  });

  it('is any separator where nothing is quoted', () => {
    const bare = layoutOf({ ...customers, format: { kind: 'csv', delimiter: '|', quote: 'never', columnRow: false } });
    expect(faultsOf(bare, commandWith({ name: 'a|b' }))).toEqual([
      '/name holds a character that separates values: "|" (U+007C).',
    ]);
    expect(faultsOf(bare, commandWith({ name: '"a"' }))).toEqual([
      '/name holds a character that separates values: """ (U+0022).',
    ]);
    expect(faultsOf(bare, commandWith({ name: 'a;b' }))).toEqual([]);
  });

  it('is no text that padding would swallow', () => {
    const padded = layoutOf({ record: [item('CODE', 'code', bytes(1, 5, { pad: 'left', fill: '0' }))] });
    expect(faultsOf(padded, commandWith({ code: '007' }))).toEqual([
      '/code begins with "0" (U+0030), which the ERP takes for padding.',
    ]);
    expect(faultsOf(padded, commandWith({ code: '70' }))).toEqual([]);
  });
});

describe('numbers in places of fixed width', () => {
  const text = { kind: 'number', decimal: 'implied', signed: true } as const;
  const layout = layoutOf({
    record: [item('QTY', 'quantity', bytes(1, 9, { pad: 'left', fill: '0' }), { type: DECIMAL, text })],
  });

  it.each([
    ['1.5', '000001500'],
    ['-1.5', '-00001500'],
    ['0', '000000000'],
    ['-0.001', '-00000001'],
    ['99999999.999', undefined],
    ['-123456.789', undefined],
  ])('%s is %s', (quantity, written) => {
    const line = lineOf(layout, commandWith({ quantity }));
    expect(typeof line === 'string' ? line : undefined).toBe(written);
  });
});

describe('dates and times in the zone of the layout', () => {
  const layout = layoutOf({
    record: [
      item('AT', 'at', bytes(1, 14), {
        type: { kind: 'instant' },
        text: { kind: 'instant', format: 'yyyymmddhhmmss' },
        absent: '00000000000000',
      }),
      item('ON', 'on', bytes(15, 6), {
        type: { kind: 'date' },
        text: { kind: 'date', format: 'yymmdd' },
        absent: '000000',
      }),
      item('TIME', 'time', bytes(21, 6), {
        type: { kind: 'time' },
        text: { kind: 'time', format: 'hhmmss' },
        absent: '',
      }),
    ],
  });

  it.each([
    ['winter', { at: '2026-12-31T23:30:00Z' }, '20270101003000000000      '],
    ['the first round of the hour that comes twice', { at: '2026-10-25T00:30:00Z' }, '20261025023000000000      '],
    ['a day and a time', { on: '2026-12-24', time: '08:05:00' }, '00000000000000261224080500'],
  ])('are written: %s', (_what, input, line) => {
    expect(lineOf(layout, commandWith(input))).toEqual(line);
  });

  it.each([
    [
      'the second round of the hour that comes twice',
      { at: '2026-10-25T01:30:00Z' },
      '/at is in an hour that the clock of the ERP shows twice.',
    ],
    ['a fraction', { at: '2026-12-31T23:30:00.5Z' }, '/at is finer than the seconds that the ERP keeps.'],
    ['a year of another century', { on: '1926-12-24' }, '/on is a year that the ERP would take for another.'],
    ['a fraction of a time', { time: '08:05:00.25' }, '/time is finer than the seconds that the ERP keeps.'],
  ])('are refused: %s', (_what, input, fault) => {
    expect(faultsOf(layout, commandWith(input))).toEqual([fault]);
  });
});

describe('codes of the ERP', () => {
  const rows = [
    { when: ['O'], value: 'open', write: true },
    { when: [' '], value: 'closed', write: true },
  ];
  const status = item('STATUS', 'status', bytes(1, 2), {
    type: { kind: 'enum', values: ['open', 'closed', 'new'] },
    text: { kind: 'codes', rows },
    absent: 'O',
  });

  it('are written as the map says, and one may be the sign for a value that is left out', () => {
    const inputs = [{ status: 'open' }, {}, { status: 'closed' }];
    const layout = layoutOf({ record: [status] });
    expect(inputs.map((input) => lineOf(layout, commandWith(input)))).toEqual(['O ', 'O ', '  ']);
  });

  it('are not made up for a word that has none', () => {
    expect(faultsOf(layoutOf({ record: [status] }), commandWith({ status: 'new' }))).toEqual([
      '/status is a value that the ERP has no code for.',
    ]);
  });
});

describe('a key of several parts', () => {
  const part = (name: string, at: number, number: number): Layout['record'][number] =>
    item(name, '$key', bytes(at, 4), { text: { kind: 'part', part: number, separator: '~' } });
  const layout = layoutOf({ record: [part('HOUSE', 1, 0), part('ITEM', 5, 1)] });

  it('is taken apart', () => {
    expect(lineOf(layout, commandWith({}, 'WH~I7'))).toBe('WH  I7  ');
  });

  it.each(['WH', 'WH~', '~I7', 'WH~I7~X'])('is refused when it has other parts than the record: %s', (key) => {
    expect(faultsOf(layout, commandWith({}, key))).toEqual([
      ' must have 2 parts, with "~" between them and none of them empty.',
    ]);
  });
});

describe('the business key of acknowledgements', () => {
  it('is given back as it stands in the record, without its padding', () => {
    const acknowledgement = acknowledgementOf({ match: 'business-key', businessKey: '$key' });
    const written = new RecordWriter(layoutOf({ ...amendments, acknowledgement })).write(commandWith({}, 'SO-1'));
    expect(written).toMatchObject({ ok: true, value: { businessKey: 'SO-1' } });
  });
});
