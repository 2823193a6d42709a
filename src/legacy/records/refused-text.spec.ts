// Characters that no record can hold, whatever the encoding of the file.
import { describe, expect, it } from '@jest/globals';
import { column, commandWith, item, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import type { Layout } from '../../facade/binding-of-drops.js';
import { RecordWriter } from './record-writer.js';

const CSV: Layout['format'] = { kind: 'csv', delimiter: ';', quote: 'always', columnRow: false };
const layout = layoutOf({ encoding: 'utf-8', format: CSV, record: [item('NOTE', 'note', column(40))] });

function faultsOf(note: string): readonly string[] {
  const written = new RecordWriter(layout).write(commandWith({ note }));
  return written.ok ? [] : written.faults.map(({ detail }) => detail);
}

describe('a byte-order mark', () => {
  it.each([
    ['at the beginning, where readers swallow it', '\ufeffnote'],
    ['within', 'no\ufeffte'],
    ['at the end', 'note\ufeff'],
    ['alone', '\ufeff'],
  ])('is refused %s', (_where, note) => {
    expect(faultsOf(note)).toEqual(['holds a character that a record cannot hold: U+FEFF.']);
  });
});

it.each(['\u2028', '\u2029', '\ufffe', '\uffff', '\u0085', '\0'])('%j is refused', (character) => {
  expect(faultsOf(`a${character}b`)).toEqual([expect.stringContaining('that a record cannot hold')]);
});

it('what UTF-8 can hold otherwise is not', () => {
  expect(faultsOf('=Łódź "אב" 😀 \ufffd')).toEqual([]);
});
