// How the values of the usual parameter types travel (MS-TDS 2.2.5.4 to 2.2.5.6). The others are left to the driver.
// It must never change a value to make it fit.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ColumnType } from '../column/column-type.js';

/** What a connection says about text: the five bytes of its collation, and how text is written in its code page. */
export interface Encoding {
  readonly collation: Buffer;
  readonly encode: (text: string) => Uint8Array;
}

/** One declared parameter. */
export interface ParameterWire {
  readonly typeInfo: Buffer;
  /** The bytes of a value; throws when it is not of the type. */
  readonly value: (value: LegacyValue) => Uint8Array;
}

/** A value that its parameter cannot take; the code is the driver's for the same. */
export class ParameterMisfit extends RangeError {
  readonly code = 'EPARAM';
}

/** Undefined for a type that is not written here. */
export function parameterWire(type: ColumnType, encoding: Encoding): ParameterWire | undefined {
  if (type.kind === 'text' && type.length !== 'max') return textWire(type.length, type, encoding);
  if (type.kind === 'integer') return integerWire(INTEGER_BYTES[type.name]);
  if (type.kind === 'decimal') return decimalWire(type.precision, type.scale);
  return undefined;
}

const TEXT_TYPES = { nchar: 0xef, nvarchar: 0xe7, char: 0xaf, varchar: 0xa7 } as const;
const INTEGER = 0x26;
const DECIMAL = 0x6a;
const INTEGER_BYTES = { tinyint: 1, smallint: 2, int: 4, bigint: 8 } as const;
const NULL_TEXT = Buffer.from([0xff, 0xff]);
const NULL_NUMBER = Buffer.from([0]);

type TextType = Extract<ColumnType, { kind: 'text' }>;

function textWire(length: number, { wide, fixed }: TextType, { collation, encode }: Encoding): ParameterWire {
  const typeInfo = Buffer.alloc(3);
  typeInfo.writeUInt8(TEXT_TYPES[`${wide ? 'n' : ''}${fixed ? 'char' : 'varchar'}`], 0);
  typeInfo.writeUInt16LE(wide ? length * 2 : length, 1);
  const bytesOf = wide ? (text: string) => Buffer.from(text, 'utf16le') : encode;
  return {
    typeInfo: Buffer.concat([typeInfo, collation]),
    value: (value) => {
      if (value === null) return NULL_TEXT;
      const bytes = bytesOf(String(value));
      const counted = Buffer.allocUnsafe(bytes.length + 2);
      counted.writeUInt16LE(bytes.length, 0);
      counted.set(bytes, 2);
      return counted;
    },
  };
}

function integerWire(size: 1 | 2 | 4 | 8): ParameterWire {
  return {
    typeInfo: Buffer.from([INTEGER, size]),
    value: (value) => {
      if (value === null) return NULL_NUMBER;
      const bytes = Buffer.alloc(size + 1);
      bytes.writeUInt8(size, 0);
      if (size === 8) bytes.writeBigInt64LE(BigInt(value as string | number), 1);
      else if (size === 1) bytes.writeUInt8(Number(value), 1);
      else bytes.writeIntLE(Number(value), 1, size);
      return bytes;
    },
  };
}

/** Bytes of the magnitude by precision (MS-TDS 2.2.5.5.1.6). */
function magnitudeBytes(precision: number): 4 | 8 | 12 | 16 {
  if (precision <= 9) return 4;
  if (precision <= 19) return 8;
  return precision <= 28 ? 12 : 16;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Exact, in whole units of the last digit. */
function decimalWire(precision: number, scale: number): ParameterWire {
  const size = magnitudeBytes(precision);
  return {
    typeInfo: Buffer.from([DECIMAL, size + 1, precision, scale]),
    value: (value) => {
      if (value === null) return NULL_NUMBER;
      const [, sign = '', whole = '', fraction = ''] = PLAIN.exec(String(value)) ?? [];
      const units = BigInt(whole + fraction.padEnd(scale, '0'));
      if (whole === '' || fraction.length > scale || units >= 10n ** BigInt(precision)) {
        throw new ParameterMisfit(`a value does not fit decimal(${precision},${scale})`);
      }
      return decimalBytes(units, sign === '', size);
    },
  };
}

function decimalBytes(units: bigint, positive: boolean, size: number): Buffer {
  const bytes = Buffer.alloc(size + 2);
  bytes.writeUInt8(size + 1, 0);
  bytes.writeUInt8(positive ? 1 : 0, 1);
  let rest = units;
  for (let at = 2; at < bytes.length; at += 4) {
    bytes.writeUInt32LE(Number(rest & 0xffff_ffffn), at);
    rest >>= 32n;
  }
  return bytes;
}
