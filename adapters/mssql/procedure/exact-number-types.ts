// Types of the driver for decimal and money that write every digit. The driver's own go through doubles: 4.35 as
// smallmoney becomes 4.3499 and 922337203685477.5807 as money is refused. Bytes as in MS-TDS 2.2.5.5.1.
import { TYPES } from 'tedious';

/** What the driver knows of a type. */
export type DriverType = typeof TYPES.Money;

/** Passes a value on as it is: fitting it to its type has made it exact text with all digits of the scale. */
const asItIs = (value: unknown): unknown => value ?? null;

/** The value in whole units of its last digit. */
const unitsOf = (text: string): bigint => BigInt(text.replace('.', ''));

/** decimal and numeric: a sign byte, then the magnitude in as many bytes as the precision asks for. */
export const exactDecimal: DriverType = {
  ...TYPES.Decimal,
  validate: asItIs,
  writeValue: (buffer, { value, precision }) => {
    if (typeof value !== 'string') {
      buffer.writeUInt8(0);
      return;
    }
    const units = unitsOf(value);
    const magnitude = littleEndian(units < 0n ? -units : units, magnitudeBytes(precision ?? 38));
    buffer.writeUInt8(magnitude.length + 1);
    buffer.writeUInt8(units < 0n ? 0 : 1);
    buffer.writeBuffer(magnitude);
  },
};

function magnitudeBytes(precision: number): number {
  if (precision <= 9) return 4;
  if (precision <= 19) return 8;
  return precision <= 28 ? 12 : 16;
}

function littleEndian(units: bigint, length: number): Buffer {
  return Buffer.from(units.toString(16).padStart(length * 2, '0'), 'hex').reverse();
}

/** money: ten-thousandths as two halves of 32 bits, the high one first. */
export const exactMoney: DriverType = {
  ...TYPES.Money,
  validate: asItIs,
  writeValue: (buffer, { value }) => {
    if (typeof value !== 'string') {
      buffer.writeUInt8(0);
      return;
    }
    const units = unitsOf(value);
    buffer.writeUInt8(8);
    buffer.writeInt32LE(Number(units >> 32n));
    buffer.writeUInt32LE(Number(units & 0xffff_ffffn));
  },
};

/** smallmoney: ten-thousandths in 32 bits. */
export const exactSmallMoney: DriverType = {
  ...TYPES.SmallMoney,
  validate: asItIs,
  writeValue: (buffer, { value }) => {
    if (typeof value !== 'string') {
      buffer.writeUInt8(0);
      return;
    }
    buffer.writeUInt8(4);
    buffer.writeInt32LE(Number(unitsOf(value)));
  },
};
