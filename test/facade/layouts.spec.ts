// Layouts in the catalogue, whole: what renderers and readers of acknowledgements may rely on.
import { describe, expect, it } from '@jest/globals';
import type { RecordItem } from '../../src/facade/binding-of-drops.js';
import { broken } from './small-facade.js';
import { droppingTexts, dropOf } from './dropping-facade.js';
import { catalogueOf } from './writing-facade.js';

const catalogue = catalogueOf(droppingTexts);
const corrections = dropOf(catalogue, 'orders.correct').layout;
const parties = dropOf(catalogue, 'parties.create').layout;
const counts = dropOf(catalogue, 'counts.create').layout;
const text = (value: string) => ({ kind: 'text', text: value });
const textOf = (items: readonly RecordItem[], name: string) => items.find((item) => item.name === name)?.text;
const edited = (file: string, from: string, to: string) => catalogueOf(broken(file, from, to, droppingTexts));

describe('a layout', () => {
  it('has names, numbers and lines taken apart', () => {
    expect(corrections).toMatchObject({
      ...{ name: 'corrections', format: { kind: 'fixed-width', width: 100 }, encoding: 'windows-1252', newline: 'lf' },
      fileName: [text('COR'), { kind: 'date', format: 'yyyymmdd' }, { kind: 'sequence', width: 4 }, text('.DAT')],
      sequence: { from: 0, to: 9999, wrap: 'restart' },
      header: [text('H'), { kind: 'date', format: 'yymmdd' }, { kind: 'sequence', width: 4 }],
      trailer: [text('T'), { kind: 'count', width: 4 }, { kind: 'total', field: 'lines.quantity', width: 14 }],
      done: [{ kind: 'file' }, text('.OK')],
    });
  });

  it('has defaults that say what most files are', () => {
    const { newline, sequence, format, done, header } = parties;
    expect({ newline, sequence, done, header }).toEqual({
      ...{ newline: 'crlf', sequence: { from: 1, to: 999, wrap: 'refuse' } },
      ...{ done: undefined, header: undefined },
    });
    expect(format).toEqual({ kind: 'csv', delimiter: '\t', quote: 'needed', columnRow: true });
    expect(counts.newline).toBe('lf');
  });

  it('has values with their types, texts and places', () => {
    const fixed = { kind: 'fixed-width', pad: 'right', fill: ' ' };
    expect(corrections.record.map(({ name, value, place }) => [name, value, place])).toEqual([
      ['KEY', { kind: 'key', part: 0 }, { ...fixed, at: 1, width: 12 }],
      ['express', { kind: 'field', field: 'express' }, { ...fixed, at: 13, width: 1 }],
      ['requestedOn', { kind: 'field', field: 'requestedOn' }, { ...fixed, at: 14, width: 8 }],
      ['total', { kind: 'field', field: 'total' }, { ...fixed, at: 22, width: 17, pad: 'left', fill: '0' }],
      ['status.ORDSTS', { kind: 'field', field: 'status', part: 0 }, { ...fixed, at: 39, width: 3 }],
      ['status.HOLD', { kind: 'field', field: 'status', part: 1 }, { ...fixed, at: 42, width: 1 }],
      ['changedAt', { kind: 'field', field: 'changedAt' }, { ...fixed, at: 43, width: 14 }],
      ['$command.id', { kind: 'commandId' }, { ...fixed, at: 70, width: 26 }],
    ]);
    expect(corrections.record[2]).toMatchObject({ type: { kind: 'date' }, absent: '99999999', null: '00000000' });
    expect(corrections.record[7]?.type).toBeUndefined();
  });

  it('writes by the binding of the resource where the layout does not say otherwise', () => {
    expect(textOf(corrections.record, 'express')).toEqual({ kind: 'flags', whenTrue: 'J', whenFalse: 'N' });
    expect(textOf(corrections.record, 'total')).toEqual({ kind: 'number', decimal: 'implied', signed: true });
    expect(textOf(corrections.record, 'changedAt')).toEqual({ kind: 'instant', format: 'yyyymmddhhmmss' });
    const write = true;
    expect(textOf(parties.record, 'KIND')).toEqual({
      kind: 'codes',
      rows: [
        { when: ['D'], value: 'dealer', write },
        { when: ['P'], value: 'private', write },
      ],
    });
  });

  it('writes one column of a code map of several, with the rows that were marked', () => {
    expect(textOf(corrections.record, 'status.HOLD')).toEqual({
      kind: 'codes',
      rows: [
        { when: ['N'], value: 'open', write: true },
        { when: ['N'], value: 'shipped', write: true },
        { when: ['J'], value: 'onHold', write: true },
      ],
    });
  });

  it('takes the key of an address apart where it has several parts', () => {
    const composite = broken('resources/orders.yaml', 'key: id', 'key: place', droppingTexts);
    const key = '{ name: KEY, at: 1, width: 12, from: $key }';
    const taken = catalogueOf({
      ...composite,
      'resources/orders.yaml': (composite['resources/orders.yaml'] ?? '').replaceAll('OrdNo: $key', 'OrdNo: $key.BIN'),
      'layouts/corrections.yaml': (composite['layouts/corrections.yaml'] ?? '').replace(
        key,
        '{ name: KEY, at: 1, width: 12, from: $key.BIN }',
      ),
    });
    expect(dropOf(taken, 'orders.correct').layout.record[0]).toMatchObject({
      value: { kind: 'key', part: 1 },
      text: { kind: 'part', part: 1, separator: '~' },
    });
  });

  it('has lines of its own for child lists, and elements in xml', () => {
    expect(corrections.lists.map(({ child, record }) => [child, record.map(({ value }) => value)])).toEqual([
      [
        'lines',
        [
          { kind: 'constant', value: 'L' },
          { kind: 'field', field: 'number' },
          { kind: 'field', field: 'quantity' },
        ],
      ],
    ]);
    expect(corrections.lists[0]?.record[1]?.place).toMatchObject({ pad: 'right' });
    expect(counts.format).toEqual({
      ...{ kind: 'xml', root: 'Counts', element: 'Count' },
      rootAttributes: [
        { name: 'day', value: [{ kind: 'date', format: 'dd/mm/yyyy' }] },
        { name: 'n', value: [{ kind: 'count' }] },
        { name: 'sum', value: [{ kind: 'total', field: 'items.quantity' }] },
      ],
    });
    expect(counts.lists.map(({ element, record }) => [element, record.map(({ place }) => place.kind)])).toEqual([
      ['Item', ['attribute', 'element']],
    ]);
  });

  it('has an acknowledgement with places, meanings and reasons', () => {
    expect(corrections.acknowledgement).toEqual({
      ...{ kind: 'file', match: 'command', encoding: 'windows-1252', format: { kind: 'fixed-width' } },
      fileName: [{ kind: 'file' }, text('.ACK')],
      skip: { first: 1, last: 1 },
      places: {
        command: { kind: 'bytes', at: 1, width: 26 },
        result: { kind: 'bytes', at: 27, width: 2 },
        reason: { kind: 'bytes', at: 29, width: 4 },
      },
      results: new Map([
        ['00', 'applied'],
        ['99', 'refused'],
        ['98', 'refused'],
      ]),
      reasons: new Map([['0007', { reason: 'too-late', text: 'The order has left.' }]]),
      outputs: [],
      overdueMs: 7_200_000,
    });
    expect(parties.acknowledgement).toMatchObject({ match: 'business-key', businessKey: 'name' });
    expect(counts.acknowledgement).toEqual({ kind: 'none' });
  });

  it('is frozen to the last Map', () => {
    const { acknowledgement } = corrections;
    const results = (acknowledgement.kind === 'file' ? acknowledgement.results : new Map()) as Map<string, string>;
    expect(() => results.set('00', 'refused')).toThrow('frozen');
    expect(() => Object.assign(corrections.record[0]?.place ?? {}, { kind: 'column' })).toThrow(TypeError);
  });

  it.each([
    ['width: 8, from: requestedOn, format: yyyymmdd', 'width: 8, from: requestedOn, format: ddmmyyyy'],
    ['"99": refused', '"97": refused'],
    ['to: 9999', 'to: 9998'],
    ['The order has left.', 'The order is gone.'],
  ])('changes the digest of its operation when %s becomes %s', (from, to) => {
    const digest = catalogue.commandBindings.get('orders.correct')?.digest;
    expect(edited('layouts/corrections.yaml', from, to).commandBindings.get('orders.correct')?.digest).not.toBe(digest);
    const sorted = edited(
      'layouts/corrections.yaml',
      '{ "00": applied, "99": refused, "98": refused }',
      '{ "98": refused, "00": applied, "99": refused }',
    );
    expect(sorted.commandBindings.get('orders.correct')?.digest).toBe(digest);
  });
});
