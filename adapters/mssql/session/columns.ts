// The description of an answer's columns (MS-TDS 2.2.7.4), read into one reader per column.
import { Collation } from 'tedious/lib/collation.js';
import type { Decoder } from '../column/decode.js';
import { type CellReader, NUMBER_READERS, nullable, SIZED_READERS } from './cells.js';
import { decimalReader } from './decimal-cells.js';
import type { Incoming } from './incoming.js';
import { longReader, pointedReader } from './long-cells.js';
import { textOf } from './letters.js';
import { dateReader, dateTime2Reader, dateTimeOffsetReader, timeReader } from './time-cells.js';

/** One column: how to read a cell that has one, and a cell that stands in a row without a note of its being NULL. */
export type ColumnReader = CellReader;

/** No columns follow, as in the answer to a statement that returns no rows. */
const NONE = 0xffff;
const COLLATION_BYTES = 5;

/**
 * Reads the columns. A decoder is what the statement wants done with the value as the driver would give it. Throws
 * NotYet, and an error that ends the connection for a type that no declared column has.
 */
export function readColumns(incoming: Incoming, decoders: readonly (Decoder | undefined)[]): readonly ColumnReader[] {
  const count = incoming.uint16();
  if (count === NONE) return [];
  const columns: ColumnReader[] = [];
  for (let index = 0; index < count; index += 1) columns.push(readColumn(incoming, decoders[index]));
  return columns;
}

function readColumn(incoming: Incoming, decode: Decoder | undefined): ColumnReader {
  // User type and flags say nothing that is needed here.
  incoming.passOver(6);
  const type = incoming.uint8();
  const read = typeReader(type, incoming, decode);
  if (HAS_TABLE_NAME.has(type)) skipTableName(incoming);
  incoming.passOver(incoming.uint8() * 2);
  return read;
}

type TypeReader = (incoming: Incoming, decode: Decoder | undefined) => CellReader;

function typeReader(type: number, incoming: Incoming, decode: Decoder | undefined): CellReader {
  const plain = NUMBER_READERS[type];
  if (plain !== undefined) return decoded(plain, decode);
  const make = TYPES[type];
  if (make === undefined) throw new Error(`the server sent a column of the type 0x${type.toString(16)}`);
  return make(incoming, decode);
}

function decoded(read: CellReader, decode: Decoder | undefined): CellReader {
  if (decode === undefined) return read;
  return (incoming) => {
    const value = read(incoming);
    return value === null ? null : decode(value);
  };
}

/** Types whose length stands before each value, by the number of the type. */
const sized =
  (readers: Readonly<Record<number, CellReader>>): TypeReader =>
  (incoming, decode) => {
    incoming.passOver(1);
    return decoded(nullable(readers), decode);
  };

const scaled =
  (reader: (scale: number) => CellReader): TypeReader =>
  (incoming, decode) =>
    decoded(reader(incoming.uint8()), decode);

/** The value of a decimal is exact text already where the statement wants a decimal. */
const decimal: TypeReader = (incoming, decode) => {
  incoming.passOver(2);
  return decimalReader(incoming.uint8(), decode !== undefined);
};

const narrowText: TypeReader = (incoming, decode) => {
  const length = incoming.uint16();
  const read = textOf(Collation.fromBuffer(incoming.copy(COLLATION_BYTES)));
  return decoded(longReader(length, read), decode);
};

const wideText: TypeReader = (incoming, decode) => {
  const length = incoming.uint16();
  incoming.passOver(COLLATION_BYTES);
  return decoded(longReader(length, wide), decode);
};

const bytes: TypeReader = (incoming, decode) => decoded(longReader(incoming.uint16(), copied), decode);

const xml: TypeReader = (incoming, decode) => {
  if (incoming.uint8() === 1) {
    incoming.passOver(incoming.uint8() * 2);
    incoming.passOver(incoming.uint8() * 2);
    incoming.passOver(incoming.uint16() * 2);
  }
  return decoded(longReader(CHUNKED, wide), decode);
};

const text: TypeReader = (incoming, decode) => {
  incoming.passOver(4);
  return decoded(pointedReader(textOf(Collation.fromBuffer(incoming.copy(COLLATION_BYTES)))), decode);
};

const ntext: TypeReader = (incoming, decode) => {
  incoming.passOver(4 + COLLATION_BYTES);
  return decoded(pointedReader(wide), decode);
};

const image: TypeReader = (incoming, decode) => {
  incoming.passOver(4);
  return decoded(pointedReader(copied), decode);
};

const CHUNKED = 0xffff;
const wide = (from: Buffer, start: number, end: number): string => from.toString('utf16le', start, end);
const copied = (from: Buffer, start: number, end: number): Buffer => Buffer.from(from.subarray(start, end));

/** MS-TDS 2.2.5.4.2 and 2.2.5.4.3. */
const TYPES: Readonly<Record<number, TypeReader>> = {
  0x24: sized(SIZED_READERS.guid),
  0x26: sized(SIZED_READERS.integer),
  0x28: (_incoming, decode) => decoded(dateReader, decode),
  0x29: scaled(timeReader),
  0x2a: scaled(dateTime2Reader),
  0x2b: scaled(dateTimeOffsetReader),
  0x68: sized(SIZED_READERS.bit),
  0x6a: decimal,
  0x6c: decimal,
  0x6d: sized(SIZED_READERS.float),
  0x6e: sized(SIZED_READERS.money),
  0x6f: sized(SIZED_READERS.dateTime),
  0xa5: bytes,
  0xad: bytes,
  0xa7: narrowText,
  0xaf: narrowText,
  0xe7: wideText,
  0xef: wideText,
  0xf1: xml,
  0x22: image,
  0x23: text,
  0x63: ntext,
};

const HAS_TABLE_NAME: ReadonlySet<number> = new Set([0x22, 0x23, 0x63]);

function skipTableName(incoming: Incoming): void {
  for (let parts = incoming.uint8(); parts > 0; parts -= 1) incoming.passOver(incoming.uint16() * 2);
}
