import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DriverType, exactDecimal, exactMoney, exactSmallMoney } from './exact-number-types.js';

type DriverBuffer = Parameters<DriverType['writeValue']>[0];

/** Keeps what a type writes, as bytes. */
class Bytes {
  readonly parts: Buffer[] = [];

  #add(length: number, fill: (buffer: Buffer) => void): void {
    const part = Buffer.alloc(length);
    fill(part);
    this.parts.push(part);
  }

  writeUInt8 = (value: number): void => this.#add(1, (part) => part.writeUInt8(value));
  writeInt32LE = (value: number): void => this.#add(4, (part) => part.writeInt32LE(value));
  writeUInt32LE = (value: number): void => this.#add(4, (part) => part.writeUInt32LE(value));
  writeBuffer = (value: Buffer): void => void this.parts.push(value);
}

function written(type: DriverType, value: string | null, precision?: number): string {
  const bytes = new Bytes();
  const parameter = { value: type.validate(value, undefined) as unknown, precision };
  type.writeValue(bytes as unknown as DriverBuffer, parameter, {} as Parameters<DriverType['writeValue']>[2]);
  return Buffer.concat(bytes.parts).toString('hex');
}

/** Reads decimal bytes back: length, sign, little-endian magnitude. */
function decimalUnits(hex: string): bigint {
  const bytes = Buffer.from(hex, 'hex');
  const magnitude = BigInt(`0x${bytes.subarray(2).reverse().toString('hex')}`);
  return bytes.readUInt8(1) === 1 ? magnitude : -magnitude;
}

describe('exact number types of procedure calls', () => {
  it.each([
    ['1.00', 9, '050164000000'],
    ['-1.00', 9, '050064000000'],
    ['9007199254740993', 19, '090101000000000020 00'],
    ['0.0000000001', 38, '110101000000000000000000000000000000'],
  ])('writes the decimal %s of precision %i in as many bytes as its precision asks for', (value, precision, bytes) => {
    expect(written(exactDecimal, value, precision)).toBe(bytes.replaceAll(' ', ''));
  });

  it('writes every decimal of every precision without losing a digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 38 }), fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }), (precision, any) => {
        const units = any % 10n ** BigInt(precision);
        const text = units.toString().padStart(3, '0');
        const value = `-${text.slice(0, -2)}.${text.slice(-2)}`;
        return decimalUnits(written(exactDecimal, value, precision)) === -units;
      }),
    );
  });

  it('writes money as two halves, the high one first, at both ends of its range', () => {
    expect(written(exactMoney, '922337203685477.5807')).toBe('08ffffff7fffffffff');
    expect(written(exactMoney, '-922337203685477.5808')).toBe('080000008000000000');
    expect(written(exactMoney, '-0.0001')).toBe('08ffffffffffffffff');
  });

  it('writes smallmoney that a double would make smaller', () => {
    expect(written(exactSmallMoney, '4.3500')).toBe(`04${Buffer.from(Int32Array.of(43_500).buffer).toString('hex')}`);
  });

  it('writes NULL as a value without bytes', () => {
    for (const type of [exactDecimal, exactMoney, exactSmallMoney]) expect(written(type, null, 9)).toBe('00');
  });
});
