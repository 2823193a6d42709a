// Code maps: which are sound, and what is told about the others.
import { describe, expect, it } from '@jest/globals';
import type { CodeRow } from '../binding.js';
import { FaultList } from '../yaml/fault-list.js';
import { LocatedDocument } from '../yaml/located-document.js';
import { Spot } from '../yaml/spot.js';
import { checkCodes } from './check-codes.js';

const columns = [
  { name: 'STS', type: 'char(1)', nullable: true },
  { name: 'HOLD', type: 'char(1)', nullable: true },
];
const row = (when: readonly (string | null)[], value: string, write = false): CodeRow => ({ when, value, write });

function told(rows: readonly CodeRow[], values: readonly string[]): string[] {
  const faults = new FaultList();
  const spot = new Spot(new LocatedDocument('file', [], undefined, new Map()), faults);
  checkCodes({ columns, rows }, values, spot);
  return faults.all().map((fault) => `${fault.severity} ${fault.path}: ${fault.message}`);
}

describe('a code map', () => {
  it('is sound when every row can match and every value is reached', () => {
    const rows = [
      row(['O', 'N'], 'open', true),
      row(['N', 'N'], 'open'),
      row(['O', null], 'held'),
      row(['*', '*'], 'gone'),
    ];
    expect(told(rows, ['open', 'held', 'gone'])).toEqual([]);
  });

  it('warns of values that no code means', () => {
    expect(told([row(['O', '*'], 'open')], ['open', 'held', 'gone'])).toEqual([
      'warning codes: no code means held, gone: callers will never see it.',
    ]);
  });

  it('tells rows that stand twice from rows that can never count', () => {
    const rows = [row(['O', '*'], 'open'), row(['O', '*'], 'held'), row(['O', 'N'], 'open')];
    expect(told(rows, ['open', 'held'])).toEqual([
      'error codes[1]: row 2 has the same codes as row 1. The first row that matches counts.',
      'error codes[2]: row 3 never counts: row 1 already matches all of it. The first row that matches counts.',
    ]);
  });

  it('does not take null for the star, or the star for null', () => {
    expect(told([row(['O', null], 'a'), row(['O', '*'], 'b')], ['a', 'b'])).toEqual([]);
    expect(told([row(['O', '*'], 'a'), row(['O', null], 'b')], ['a', 'b'])).toHaveLength(1);
  });

  it('cannot write back a star', () => {
    expect(told([row(['O', '*'], 'a', true)], ['a'])[0]).toContain('a row with "*" cannot be written');
  });
});
