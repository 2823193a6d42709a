// Values of result columns and output parameters, from stored form onto the wire. A writer is chosen once per column.
import { decimalText, scaledDigits } from '../values/exact-decimal.js';
import type { SqlValue } from '../values/sql-value.js';
import {
  familyOf,
  isPadded,
  isText,
  isUnicode,
  isWide,
  MAX_LENGTH,
  type SqlType,
  type TypeName,
} from '../values/sql-type.js';
import { toWindows1252 } from '../values/windows-1252.js';
import type { ByteWriter } from './byte-writer.js';
import { guidBytes } from './guid.js';
import { DAYS_TO_1900, storedDays, storedOffset, storedTicks } from './stored-date.js';
import { timeSize } from './ticks.js';
import { decimalSize, sizeOf, UNLIMITED } from './type-info.js';

type Present = Exclude<SqlValue, null>;
type Write = (writer: ByteWriter, value: Present) => void;

/** Writes a value or NULL. */
export type ValueWriter = (writer: ByteWriter, value: SqlValue) => void;

const MOMENT_CLOCK = 11;

const WRITERS: Readonly<Partial<Record<TypeName, (type: SqlType) => Write>>> = {
  bit: () => (writer, value) => writer.u8(Number(value) === 0 ? 0 : 1),
  tinyint: () => (writer, value) => writer.u8(Number(value)),
  smallint: () => (writer, value) => writer.i16(Number(value)),
  int: () => (writer, value) => writer.i32(Number(value)),
  bigint: () => (writer, value) => writer.u64(BigInt(value as number | bigint)),
  real: () => (writer, value) => writer.f32(Number(value)),
  float: () => (writer, value) => writer.f64(Number(value)),
  money: () => (writer, value) => {
    const digits = digitsOf(value, 4);
    writer.i32(Number(digits >> 32n)).u32(Number(digits & 0xffff_ffffn));
  },
  smallmoney: () => (writer, value) => writer.i32(Number(digitsOf(value, 4))),
  decimal: decimalWriter,
  numeric: decimalWriter,
  date: () => (writer, value) => writer.uint(storedDays(String(value)), 3),
  time:
    ({ scale }) =>
    (writer, value) =>
      writer.uint(storedTicks(String(value), 0, scale), timeSize(scale)),
  datetime: () => (writer, value) => {
    const text = String(value);
    writer.i32(storedDays(text) - DAYS_TO_1900).u32(Math.round(storedTicks(text, MOMENT_CLOCK, 3) * 0.3));
  },
  smalldatetime: () => (writer, value) => {
    const text = String(value);
    writer.u16(storedDays(text) - DAYS_TO_1900).u16(Math.floor(storedTicks(text, MOMENT_CLOCK, 0) / 60));
  },
  datetime2:
    ({ scale }) =>
    (writer, value) => {
      const text = String(value);
      writer.uint(storedTicks(text, clockStart(text), scale), timeSize(scale)).uint(storedDays(text), 3);
    },
  datetimeoffset:
    ({ scale }) =>
    (writer, value) => {
      const text = String(value);
      writer
        .uint(storedTicks(text, clockStart(text), scale), timeSize(scale))
        .uint(storedDays(text), 3)
        .i16(storedOffset(text));
    },
  uniqueidentifier: () => (writer, value) => writer.raw(guidBytes(String(value))),
};

/** At midnight a stored datetimeoffset has its offset where a clock would be. */
function clockStart(text: string): number {
  return /[+-]/.test(text.charAt(MOMENT_CLOCK)) ? text.length : MOMENT_CLOCK;
}

/** The writer for a type. */
export function valueWriter(type: SqlType): ValueWriter {
  if (isText(type) || familyOf(type) === 'binary') return longWriter(type);
  const write = WRITERS[type.name]?.(type);
  if (write === undefined) throw new Error(`no wire form for ${type.name}`);
  const size = bodySize(type);
  return (writer, value) => {
    if (value === null) writer.u8(0);
    else write(writer.u8(size), value);
  };
}

const BODY_SIZES: Readonly<Partial<Record<TypeName, (type: SqlType) => number>>> = {
  decimal: ({ precision }) => decimalSize(precision),
  numeric: ({ precision }) => decimalSize(precision),
  date: () => 3,
  time: ({ scale }) => timeSize(scale),
  datetime2: ({ scale }) => timeSize(scale) + 3,
  datetimeoffset: ({ scale }) => timeSize(scale) + 5,
};

const bodySize = (type: SqlType): number => BODY_SIZES[type.name]?.(type) ?? sizeOf(type);

const digitsOf = (value: Present, scale: number): bigint =>
  scaledDigits(decimalText(value instanceof Uint8Array ? 0 : value, scale) ?? '0', scale);

/** Narrow decimals are written from their double: fifteen digits fit a safe integer. */
function decimalWriter(type: SqlType): Write {
  const size = decimalSize(type.precision) - 1;
  const factor = 10 ** type.scale;
  if (isWide(type)) return (writer, value) => writeDigits(writer, digitsOf(value, type.scale), size);
  return (writer, value) => {
    const digits = Math.round(Number(value) * factor);
    const magnitude = Math.abs(digits);
    writer.u8(digits < 0 ? 0 : 1).u32(magnitude % 0x1_0000_0000);
    if (size > 4) writer.u32(Math.floor(magnitude / 0x1_0000_0000));
  };
}

function writeDigits(writer: ByteWriter, digits: bigint, size: number): void {
  writer.u8(digits < 0n ? 0 : 1);
  let magnitude = digits < 0n ? -digits : digits;
  for (let written = 0; written < size; written += 4) {
    writer.u32(Number(magnitude & 0xffff_ffffn));
    magnitude >>= 32n;
  }
}

function longWriter(type: SqlType): ValueWriter {
  const bytesOf = bytesWriter(type);
  const limit = type.length * (isUnicode(type) ? 2 : 1);
  if (type.length === MAX_LENGTH || limit > 8000)
    return (writer, value) => writeChunks(writer, value === null ? null : bytesOf(value));
  return (writer, value) => {
    if (value === null) writer.u16(UNLIMITED);
    else {
      const bytes = bytesOf(value).subarray(0, limit);
      writer.u16(bytes.length).raw(bytes);
    }
  };
}

function bytesWriter(type: SqlType): (value: Present) => Uint8Array {
  if (!isText(type)) return (value) => (value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf16le'));
  const pad = isPadded(type) ? type.length : 0;
  const encode = isUnicode(type) ? (text: string): Buffer => Buffer.from(text, 'utf16le') : toWindows1252;
  return (value) => encode(String(value).padEnd(pad));
}

const NULL_CHUNKS = 0xffff_ffff_ffff_ffffn;

function writeChunks(writer: ByteWriter, bytes: Uint8Array | null): void {
  if (bytes === null) {
    writer.u64(NULL_CHUNKS);
    return;
  }
  writer.u64(BigInt(bytes.length));
  if (bytes.length > 0) writer.u32(bytes.length).raw(bytes);
  writer.u32(0);
}
