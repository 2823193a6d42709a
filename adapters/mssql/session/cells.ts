// Cells of numbers, bits, guids and old dates (MS-TDS 2.2.5.5.1), as the driver gives them; NULL is null.
import type { Incoming } from './incoming.js';

/** Reads the cell that comes next; throws NotYet while it is not there in full. What it gives is for a Decoder. */
export type CellReader = (incoming: Incoming) => CellValue;

/** A LegacyValue, or a Date that a decoder turns into one. */
export type CellValue = string | number | boolean | Uint8Array | Date | null;

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const FIRST_DAY = Date.UTC(1900, 0, 1);

const tinyInt: CellReader = (incoming) => incoming.uint8();
const smallInt: CellReader = (incoming) => (incoming.uint16() << 16) >> 16;
const int: CellReader = (incoming) => incoming.int32();
const bigInt: CellReader = (incoming) => {
  incoming.need(8);
  incoming.at += 8;
  return incoming.bytes.readBigInt64LE(incoming.at - 8).toString();
};
const bit: CellReader = (incoming) => incoming.uint8() !== 0;
const real: CellReader = (incoming) => {
  incoming.need(4);
  incoming.at += 4;
  return incoming.bytes.readFloatLE(incoming.at - 4);
};
const float: CellReader = (incoming) => {
  incoming.need(8);
  incoming.at += 8;
  return incoming.bytes.readDoubleLE(incoming.at - 8);
};
const smallMoney: CellReader = (incoming) => incoming.int32() / 10_000;
/** The high half comes first. The statement asks for money as text, so what a double loses here is lost to nobody. */
const money: CellReader = (incoming) => {
  incoming.need(8);
  const high = incoming.int32();
  return (incoming.uint32() + high * 2 ** 32) / 10_000;
};
const smallDateTime: CellReader = (incoming) => {
  incoming.need(4);
  const days = incoming.uint16();
  return new Date(FIRST_DAY + days * MS_PER_DAY + incoming.uint16() * MS_PER_MINUTE);
};
/** Counts of 1/300 s, rounded to milliseconds as the driver does. */
const dateTime: CellReader = (incoming) => {
  incoming.need(8);
  const days = incoming.int32();
  return new Date(FIRST_DAY + days * MS_PER_DAY + Math.round((incoming.int32() * 10) / 3));
};
/** The first three groups have their low byte first (MS-DTYP 2.3.4.2). */
const guid: CellReader = (incoming) => {
  const hex = incoming.copy(16);
  hex.subarray(0, 4).reverse();
  hex.subarray(4, 6).reverse();
  hex.subarray(6, 8).reverse();
  const text = hex.toString('hex').toUpperCase();
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
};

/** Types that are never NULL and have no length, by their number. */
export const NUMBER_READERS: Readonly<Record<number, CellReader>> = {
  0x30: tinyInt,
  0x32: bit,
  0x34: smallInt,
  0x38: int,
  0x3a: smallDateTime,
  0x3b: real,
  0x3c: money,
  0x3d: dateTime,
  0x3e: float,
  0x7a: smallMoney,
  0x7f: bigInt,
};

/** Readers by the length that stands before the value. */
export const SIZED_READERS = {
  integer: { 1: tinyInt, 2: smallInt, 4: int, 8: bigInt },
  bit: { 1: bit },
  float: { 4: real, 8: float },
  money: { 4: smallMoney, 8: money },
  dateTime: { 4: smallDateTime, 8: dateTime },
  guid: { 16: guid },
} as const satisfies Readonly<Record<string, Readonly<Record<number, CellReader>>>>;

/** Reads the length, 0 for NULL, and then as the length says. */
export function nullable(readers: Readonly<Record<number, CellReader>>): CellReader {
  return (incoming) => {
    const length = incoming.uint8();
    if (length === 0) return null;
    const read = readers[length];
    if (read === undefined) throw new Error(`the server sent a value of ${length} bytes where none has that many`);
    return read(incoming);
  };
}
