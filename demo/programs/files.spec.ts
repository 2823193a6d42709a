// What a file must be for a program to take it in: every fault is named, and all of them at once.
import { describe, expect, it } from '@jest/globals';
import { amendment } from '../batch/file-drops.js';
import type { FileNumber, JobProgram } from './job-program.js';
import { FileFault, numberOf } from './job-program.js';
import { newCustomers } from './new-customers.js';
import { orderAmendments } from './order-amendments.js';
import { stockCounts } from './stock-counts.js';

const number: FileNumber = { date: '20261201', digits: '00007', sequence: 7 };

function faults(program: JobProgram, text: string): readonly string[] {
  try {
    program.read(Buffer.from(text, 'latin1'), number);
    return [];
  } catch (error) {
    if (error instanceof FileFault) return error.faults;
    throw error;
  }
}
const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');

describe('names of files', () => {
  it.each([
    [orderAmendments, 'AMD2026120100007.DAT'],
    [newCustomers, 'CUS2026120100007.CSV'],
    [stockCounts, 'STK2026120100007.XML'],
  ])('are those of one program, to the letter', (program, name) => {
    expect(numberOf(program, name)).toEqual(number);
    for (const wrong of [`.${name}`, `${name}.tmp`, `${name}.OK`, name.toLowerCase(), name.replace('00007', '0007')])
      expect(numberOf(program, wrong)).toBeUndefined();
  });
});

describe('a file of AMDIN', () => {
  const head = 'H2026120100007';
  it.each([
    ['no end of the last line', `${head}\r\nT0000000`, ['the last line does not end with CR LF']],
    ['nothing at all', '', ['the last line does not end with CR LF']],
    ['one line only', lines(head), ['the trailer is missing and must be T0000000']],
    [
      'wrong numbers',
      lines('H2026120100008', amendment(1, 'SO-1'), 'short', 'T0000001'),
      [
        'the header is H2026120100008 and must be H2026120100007',
        'the trailer is T0000001 and must be T0000002',
        'line 3 is 5 bytes long and must be 86',
      ],
    ],
    [
      'a line end of another kind',
      lines(head, amendment(1, 'SO-1'), 'T0000001').replaceAll('\r', ''),
      ['the last line does not end with CR LF'],
    ],
  ])('is refused for %s', (_, text, expected) => {
    expect(faults(orderAmendments, text)).toEqual(expected);
  });

  it('may be empty', () => {
    expect(faults(orderAmendments, lines(head, 'T0000000'))).toEqual([]);
  });
});

describe('a file of CUSIN', () => {
  const head = 'REF;CUSTNM;CUSTTP;LANGCD;CURCOD;PAYTRM;PRLCOD;CRDLIM;EMAIL;NWSFLG';
  const record = 'R;Name;E;DA;DKK;08;DKK-ST;0,10;;N';
  it.each([
    ['a missing end', lines(head, record), ['the last line is R and must be #END']],
    ['other columns', lines('REF;NAME', '#END;0;0'), [`the row of columns is REF;NAME and must be ${head}`]],
    ['values too few', lines(head, 'R;Name', '#END;1;0'), ['line 2 has 2 values and must have 10']],
    [
      'wrong totals',
      lines(head, record, record, '#END;3;0.3'),
      ['the number of records is 3 and must be 2', 'the total of CRDLIM 0.3 is not the sum of the records'],
    ],
    [
      'an amount that is none',
      lines(head, record.replace('0,10', 'much'), '#END;1;0'),
      ['the total of CRDLIM: a value to add up is no decimal', 'the total of CRDLIM 0 is not the sum of the records'],
    ],
    [
      'a quote that never ends',
      lines(head, 'R;"Name;E;DA;DKK;08;DKK-ST;0,10;;N', '#END;1;0.1'),
      [expect.stringContaining('Quote Not Closed')],
    ],
  ])('is refused for %s', (_, text, expected) => {
    expect(faults(newCustomers, text)).toEqual(expected);
  });

  it('is added up exactly: a tenth and two tenths are three', () => {
    const two = record.replace('0,10', '0,20');
    expect(faults(newCustomers, lines(head, record, two, '#END;2;0.3000'))).toEqual([]);
  });
});

describe('a file of STKIN', () => {
  const file = (says: string, counts: string): string => `<StockCounts ${says}>${counts}</StockCounts>`;
  const says = 'date="2026-12-01" sequence="7" count="1" total="1.5"';
  const count =
    '<Count ref="R" warehouse="01"><CountedOn>2026-12-01</CountedOn><Comment/><Line item="I" quantity="1.5"/></Count>';
  it.each([
    [
      'wrong numbers',
      file('date="2026-12-02" sequence="8" count="2" total="1.4"', count),
      [
        'the date is 2026-12-02 and must be 2026-12-01',
        'the sequence is 8 and must be 7',
        'the number of counts is 2 and must be 1',
        'the total of quantities 1.4 is not the sum of the records',
      ],
    ],
    ['half of it', file(says, count).slice(0, -20), [expect.stringContaining('not well-formed')]],
    ['nothing at all', '', [expect.stringContaining('not well-formed')]],
    ['another root', '<Counts/>', ['the root is Counts and must be StockCounts']],
    [
      'counts that say too little',
      file(says, '<Count warehouse="01"><CountedOn>2026-02-31</CountedOn></Count>'),
      ['count 1 has no ref', 'count 1: CountedOn', 'count 1: a Line without an item, or none'],
    ],
    ['letters of another encoding', file(says, count.replace('"I"', '"\u00e6"')), ['it is not UTF-8']],
  ])('is refused for %s', (_, text, expected) => {
    expect(faults(stockCounts, text)).toEqual(expected);
  });

  it('is read whole', () => {
    expect(
      stockCounts.read(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${file(says, count)}\n`), number),
    ).toEqual([
      {
        line: 1,
        reference: 'R',
        warehouse: '01',
        countedOn: '2026-12-01',
        comment: '',
        lines: [{ item: 'I', quantity: '1.5' }],
      },
    ]);
  });
});
