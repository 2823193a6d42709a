// Values of parameters, from the wire into stored form. Decimals and money come out as sortable or plain numbers by type.
import { fromDigits, toSortable } from '../values/exact-decimal.js';
import type { SqlValue } from '../values/sql-value.js';
import { familyOf, isText, isUnicode, isWide, MAX_LENGTH, type SqlType, type TypeName } from '../values/sql-type.js';
import { fromWindows1252 } from '../values/windows-1252.js';
import { dayText } from '../values/calendar.js';
import type { ByteReader } from './byte-reader.js';
import { guidText } from './guid.js';
import { ProtocolError } from './packet.js';
import { datetimeFrom, DAYS_TO_1900, momentFrom, offsetFrom, timeFrom } from './stored-date.js';
import { UNLIMITED } from './type-info.js';

type Read = (reader: ByteReader, type: SqlType, size: number) => SqlValue;

const READERS: Readonly<Partial<Record<TypeName, Read>>> = {
  bit: (reader) => (reader.u8() === 0 ? 0 : 1),
  tinyint: (reader) => reader.u8(),
  smallint: (reader) => reader.i16(),
  int: (reader) => reader.i32(),
  bigint: (reader) => smallest(reader.i64()),
  real: (reader) => reader.f32(),
  float: (reader) => reader.f64(),
  money: (reader, type) => decimal((BigInt(reader.i32()) << 32n) + BigInt(reader.u32()), type),
  smallmoney: (reader, type) => decimal(BigInt(reader.i32()), type),
  decimal: readDecimal,
  numeric: readDecimal,
  date: (reader) => dayText(reader.uint(3)),
  time: (reader, { scale }, size) => timeFrom(reader.uint(size), scale),
  datetime: (reader) => datetimeFrom(reader.i32(), reader.u32()),
  smalldatetime: (reader) => momentFrom(reader.u16() + DAYS_TO_1900, reader.u16() * 60, 0),
  datetime2: (reader, { scale }, size) => {
    const clock = reader.uint(size - 3);
    return momentFrom(reader.uint(3), clock, scale);
  },
  datetimeoffset: (reader, { scale }, size) => {
    const clock = reader.uint(size - 5);
    const days = reader.uint(3);
    return offsetFrom(days, clock, { scale, offset: reader.i16() });
  },
  uniqueidentifier: (reader) => guidText(reader.take(16)),
};

/** Reads one value of the type. Throws ProtocolError for sizes that cannot be. */
export function readValue(reader: ByteReader, type: SqlType): SqlValue {
  const bytes = isText(type) || familyOf(type) === 'binary' ? readBytes(reader, type) : undefined;
  if (bytes !== undefined) return bytes === null ? null : bytesValue(bytes, type);
  const size = reader.u8();
  if (size === 0) return null;
  const read = READERS[type.name];
  if (read === undefined) throw new ProtocolError(`value of ${type.name}`);
  const before = reader.left;
  const value = read(reader, type, size);
  if (before - reader.left !== size) throw new ProtocolError(`a ${type.name} of ${size} bytes`);
  return value;
}

function readBytes(reader: ByteReader, type: SqlType): Buffer | null {
  if (type.length === MAX_LENGTH) return readChunks(reader);
  const length = reader.u16();
  return length === UNLIMITED ? null : reader.take(length);
}

const NULL_CHUNKS = 0xffff_ffff_ffff_ffffn;

/** Values of (max) types come in chunks after a total length, which may be unknown. */
function readChunks(reader: ByteReader): Buffer | null {
  if (reader.u64() === NULL_CHUNKS) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.take(length));
  return Buffer.concat(chunks);
}

function bytesValue(bytes: Buffer, type: SqlType): SqlValue {
  if (!isText(type)) return Buffer.from(bytes);
  return isUnicode(type) ? bytes.toString('utf16le') : fromWindows1252(bytes);
}

function readDecimal(reader: ByteReader, type: SqlType, size: number): SqlValue {
  const positive = reader.u8() === 1;
  const magnitude = reader.take(size - 1).toReversed();
  const digits = BigInt(`0x0${Buffer.from(magnitude).toString('hex')}`);
  return decimal(positive ? digits : -digits, type);
}

function decimal(digits: bigint, type: SqlType): SqlValue {
  const text = fromDigits(digits, type.scale);
  return isWide(type) ? toSortable(text) : Number(text);
}

function smallest(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
