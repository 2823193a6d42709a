import { describe, expect, it } from '@jest/globals';
import { decimalText, fromSortable, isSortable, scaledDigits, toSortable } from './exact-decimal.js';

/** A small seeded generator, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('the sortable form of a decimal', () => {
  it('has the order of the numbers and comes back exactly', () => {
    const random = seeded(7);
    const digits = (length: number): string => Array.from({ length }, () => Math.floor(random() * 10)).join('');
    const numbers = Array.from({ length: 400 }, () => {
      const sign = random() < 0.5 ? '-' : '';
      return (
        decimalText(`${sign}${digits(1 + Math.floor(random() * 27))}.${digits(1 + Math.floor(random() * 9))}`, 10) ??
        '0'
      );
    });
    const byValue = numbers.toSorted((a, b) => {
      const difference = scaledDigits(a, 10) - scaledDigits(b, 10);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
    const byText = numbers.map(toSortable).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(byText.map((text) => decimalText(fromSortable(text), 10))).toEqual(byValue);
  });

  it('is the same for equal numbers of different scales', () => {
    expect(toSortable('1.50')).toBe(toSortable('01.5000'));
    expect(toSortable('-0.00')).toBe(toSortable('0'));
    expect(isSortable(toSortable('-3'))).toBe(true);
    expect(isSortable('-3')).toBe(false);
  });
});

describe('rounding', () => {
  it('goes half away from zero, as SQL Server does', () => {
    expect(decimalText('1.005', 2)).toBe('1.01');
    expect(decimalText('-1.005', 2)).toBe('-1.01');
    expect(decimalText('1.004999', 2)).toBe('1.00');
    expect(decimalText(12n, 2)).toBe('12.00');
    expect(decimalText('abc', 2)).toBeUndefined();
  });
});
