// TYPE_INFO, both ways (MS-TDS 2.2.5.4 to 2.2.5.6): how a type is announced before its values.
import { isText, isUnicode, MAX_LENGTH, parseType, type SqlType, type TypeName } from '../values/sql-type.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { ProtocolError } from './packet.js';

/**
 * Danish_Norwegian_CI_AS, LCID 0x0406, code page 1252. Clients derive the code page from it, and tedious refuses every
 * varchar parameter of a session that was told no collation.
 */
export const COLLATION = Buffer.from([0x06, 0x04, 0xd0, 0x00, 0x00]);

/** The length that announces (max). */
export const UNLIMITED = 0xffff;

export const TOKEN: Readonly<Record<TypeName, number>> = {
  bit: 0x68,
  tinyint: 0x26,
  smallint: 0x26,
  int: 0x26,
  bigint: 0x26,
  decimal: 0x6a,
  numeric: 0x6c,
  money: 0x6e,
  smallmoney: 0x6e,
  float: 0x6d,
  real: 0x6d,
  date: 0x28,
  time: 0x29,
  datetime2: 0x2a,
  datetimeoffset: 0x2b,
  datetime: 0x6f,
  smalldatetime: 0x6f,
  char: 0xaf,
  varchar: 0xa7,
  nchar: 0xef,
  nvarchar: 0xe7,
  binary: 0xad,
  rowversion: 0xad,
  varbinary: 0xa5,
  uniqueidentifier: 0x24,
};

/** Bytes of a value whose size is fixed by its type. */
const SIZES: Readonly<Partial<Record<TypeName, number>>> = {
  bit: 1,
  tinyint: 1,
  smallint: 2,
  int: 4,
  bigint: 8,
  money: 8,
  smallmoney: 4,
  float: 8,
  real: 4,
  datetime: 8,
  smalldatetime: 4,
  uniqueidentifier: 16,
};

/** Size of a fixed-size value, 0 for others. */
export const sizeOf = (type: SqlType): number => SIZES[type.name] ?? 0;

/** Bytes of a decimal, its sign included. */
export function decimalSize(precision: number): number {
  if (precision <= 9) return 5;
  if (precision <= 19) return 9;
  return precision <= 28 ? 13 : 17;
}

/** A rowversion is told from other binaries by its user type. */
export const userTypeOf = (type: SqlType): number => (type.name === 'rowversion' ? 80 : 0);

export function writeTypeInfo(writer: ByteWriter, type: SqlType): void {
  writer.u8(TOKEN[type.name]);
  const size = sizeOf(type);
  if (size > 0) writer.u8(size);
  else if (type.name === 'decimal' || type.name === 'numeric') {
    writer.u8(decimalSize(type.precision)).u8(type.precision).u8(type.scale);
  } else if (isText(type) || type.length !== 0) {
    const bytes = type.length * (isUnicode(type) ? 2 : 1);
    writer.u16(type.length === MAX_LENGTH || bytes > 8000 ? UNLIMITED : bytes);
    if (isText(type)) writer.raw(COLLATION);
  } else if (type.name !== 'date') writer.u8(type.scale);
}

/** Types whose size byte says which of them is meant. */
const SIZED: Readonly<Record<number, Readonly<Record<number, TypeName>>>> = {
  0x24: { 16: 'uniqueidentifier' },
  0x26: { 1: 'tinyint', 2: 'smallint', 4: 'int', 8: 'bigint' },
  0x68: { 1: 'bit' },
  0x6d: { 4: 'real', 8: 'float' },
  0x6e: { 4: 'smallmoney', 8: 'money' },
  0x6f: { 4: 'smalldatetime', 8: 'datetime' },
};
const SCALED: Readonly<Record<number, TypeName>> = { 0x29: 'time', 0x2a: 'datetime2', 0x2b: 'datetimeoffset' };
const DECIMALS: Readonly<Record<number, TypeName>> = { 0x6a: 'decimal', 0x6c: 'numeric' };
const LONG: Readonly<Record<number, TypeName>> = {
  0xa5: 'varbinary',
  0xa7: 'varchar',
  0xad: 'binary',
  0xaf: 'char',
  0xe7: 'nvarchar',
  0xef: 'nchar',
};

/** Reads the type after its token byte. Throws ProtocolError for types nobody sends as parameters. */
export function readTypeInfo(reader: ByteReader, token: number): SqlType {
  if (token === 0x28) return parseType('date');
  const sized = SIZED[token];
  if (sized !== undefined) return named(sized[reader.u8()], '');
  if (SCALED[token] !== undefined) return named(SCALED[token], `(${reader.u8()})`);
  if (DECIMALS[token] !== undefined) {
    reader.u8();
    return named(DECIMALS[token], `(${reader.u8()},${reader.u8()})`);
  }
  return readLong(reader, LONG[token], token);
}

function readLong(reader: ByteReader, name: TypeName | undefined, token: number): SqlType {
  if (name === undefined) throw new ProtocolError(`type 0x${token.toString(16)}`);
  const bytes = reader.u16();
  const text = name.endsWith('char');
  if (text) reader.take(COLLATION.length);
  const length = name.startsWith('n') ? bytes / 2 : bytes;
  return named(name, `(${bytes === UNLIMITED ? 'max' : Math.max(1, length)})`);
}

function named(name: TypeName | undefined, args: string): SqlType {
  if (name === undefined) throw new ProtocolError('type of an impossible size');
  return parseType(name + args);
}
