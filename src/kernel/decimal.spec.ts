import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitDecimal } from './decimal.js';

describe('an exact decimal', () => {
  it.each([
    ['1.5', 15, 2, '1.50'],
    ['-0.00', 15, 2, '0.00'],
    ['-0', 5, 0, '0'],
    ['007', 5, 0, '7'],
    ['12345678901234567890.12345678', 28, 8, '12345678901234567890.12345678'],
    ['0.12345678', 8, 8, '0.12345678'],
  ])('%s fits decimal(%d,%d) as %s', (text, precision, scale, fitted) =>
    expect(fitDecimal(text, precision, scale)).toBe(fitted),
  );

  it.each([
    ['1.555', 15, 2],
    ['100', 4, 2],
    ['1e3', 15, 2],
    ['+1', 15, 2],
    ['', 15, 2],
    ['.5', 15, 2],
    ['1.', 15, 2],
    ['1,5', 15, 2],
    ['NaN', 15, 2],
  ])('%s does not fit decimal(%d,%d), and is never rounded', (text, precision, scale) =>
    expect(fitDecimal(text, precision, scale)).toBeUndefined(),
  );

  it('fits itself again unchanged', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }), fc.nat(8), (value, scale) => {
        const digits = value
          .toString()
          .replace('-', '')
          .padStart(scale + 1, '0');
        const cut = digits.length - scale;
        const text = `${value < 0n ? '-' : ''}${digits.slice(0, cut)}${scale === 0 ? '' : `.${digits.slice(cut)}`}`;
        expect(fitDecimal(text, 28 + scale, scale)).toBe(text);
      }),
      { seed: 20261120 },
    );
  });
});
