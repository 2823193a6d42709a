// The tokens of an answer (MS-TDS 2.2.7), server to client.
import type { CatalogueColumn } from '../compiler/catalogue.js';
import type { SqlType } from '../values/sql-type.js';
import type { SqlValue } from '../values/sql-value.js';
import { ByteWriter } from './byte-writer.js';
import { COLLATION, userTypeOf, writeTypeInfo } from './type-info.js';
import { valueWriter, type ValueWriter } from './value-writer.js';

export const DONE = { batch: 0xfd, procedure: 0xfe, inProcedure: 0xff } as const;
export const DONE_STATUS = { more: 1, error: 2, inTransaction: 4, count: 0x10, attention: 0x20 } as const;
/** What a DONE says was done. */
export const COMMAND: Readonly<Record<string, number>> = {
  SELECT: 0xc1,
  INSERT: 0xc3,
  DELETE: 0xc4,
  UPDATE: 0xc5,
  ROLLBACK: 0xd2,
  BEGIN: 0xd4,
  COMMIT: 0xd5,
  EXECUTE: 0xe0,
  SET: 0xf9,
};

export interface Done {
  readonly token: number;
  readonly status: number;
  readonly command?: number;
  readonly count?: number;
}

export function writeDone(writer: ByteWriter, { token, status, command = 0, count }: Done): void {
  writer
    .u8(token)
    .u16(status | (count === undefined ? 0 : DONE_STATUS.count))
    .u16(command)
    .u64(BigInt(count ?? 0));
}

/** COLMETADATA: the types and names of the columns that follow. */
export function writeColumns(writer: ByteWriter, columns: readonly CatalogueColumn[]): void {
  writer.u8(0x81).u16(columns.length);
  for (const { name, type, nullable } of columns) {
    writer.u32(userTypeOf(type)).u16(nullable ? 0x09 : 0x08);
    writeTypeInfo(writer, type);
    writer.shortText(name);
  }
}

/** Writers for the values of a row, in order. */
export const rowWriters = (columns: readonly CatalogueColumn[]): ValueWriter[] =>
  columns.map((column) => valueWriter(column.type));

/** ROW, or NBCROW with its bitmap when something is null. A value its type cannot carry leaves nothing behind. */
export function writeRow(writer: ByteWriter, writers: readonly ValueWriter[], row: readonly SqlValue[]): void {
  const start = writer.length;
  try {
    writeCells(writer, writers, row);
  } catch (error) {
    writer.rewind(start);
    throw error;
  }
}

function writeCells(writer: ByteWriter, writers: readonly ValueWriter[], row: readonly SqlValue[]): void {
  const sparse = row.includes(null);
  writer.u8(sparse ? 0xd2 : 0xd1);
  if (sparse) writeNulls(writer, row);
  for (const [index, write] of writers.entries()) {
    const value = row[index] ?? null;
    if (value !== null) write(writer, value);
  }
}

/** One bit a column, set for NULL, lowest bit first. */
function writeNulls(writer: ByteWriter, row: readonly SqlValue[]): void {
  for (let start = 0; start < row.length; start += 8) {
    let bits = 0;
    for (let bit = 0; bit < 8 && start + bit < row.length; bit++) if (row[start + bit] === null) bits |= 1 << bit;
    writer.u8(bits);
  }
}

export interface Message {
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly text: string;
  readonly server: string;
  readonly procedure: string;
}

/** ERROR or INFO. */
export function writeMessage(writer: ByteWriter, kind: 'error' | 'info', message: Message): void {
  writeSized(writer, kind === 'error' ? 0xaa : 0xab, (body) => {
    body.i32(message.number).u8(message.state).u8(message.class);
    body.longText(message.text.slice(0, 8000)).shortText(message.server).shortText(message.procedure).u32(1);
  });
}

/** ENVCHANGE with text: 1 database, 2 language, 4 packet size. */
export function writeTextChange(writer: ByteWriter, type: number, value: string, before: string): void {
  writeSized(writer, 0xe3, (body) => body.u8(type).shortText(value).shortText(before));
}

/** ENVCHANGE with bytes: 7 collation, 8 begin, 9 commit, 10 rollback, 18 reset done. */
export function writeByteChange(writer: ByteWriter, type: number, value: Uint8Array, before: Uint8Array): void {
  writeSized(writer, 0xe3, (body) => body.u8(type).u8(value.length).raw(value).u8(before.length).raw(before));
}

/** ENVCHANGE 20: read-only routing to another server. */
export function writeRouting(writer: ByteWriter, { host, port }: { host: string; port: number }): void {
  writeSized(writer, 0xe3, (body) => {
    body
      .u8(20)
      .u16(5 + host.length * 2)
      .u8(0)
      .u16(port)
      .longText(host)
      .u16(0);
  });
}

export function writeCollation(writer: ByteWriter): void {
  writeByteChange(writer, 7, COLLATION, Buffer.alloc(0));
}

/** LOGINACK; the protocol version in it is big endian, unlike everything else. */
export function writeLoginAck(writer: ByteWriter, tdsVersion: number): void {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(tdsVersion >>> 0);
  writeSized(writer, 0xad, (body) =>
    body
      .u8(1)
      .raw(version)
      .shortText('Microsoft SQL Server')
      .raw(Buffer.from([16, 0, 0x10, 0x45])),
  );
}

/** FEATUREEXTACK for UTF-8 support, sent only when it was asked for. */
export function writeFeatureAck(writer: ByteWriter): void {
  writer.u8(0xae).u8(0x0a).u32(1).u8(1).u8(0xff);
}

export function writeReturnStatus(writer: ByteWriter, status: number): void {
  writer.u8(0x79).i32(status);
}

export interface ReturnValue {
  readonly ordinal: number;
  /** With its @. */
  readonly name: string;
  readonly type: SqlType;
  readonly value: SqlValue;
}

/** RETURNVALUE: an output parameter. */
export function writeReturnValue(writer: ByteWriter, { ordinal, name, type, value }: ReturnValue): void {
  writer.u8(0xac).u16(ordinal).shortText(name).u8(1).u32(userTypeOf(type)).u16(1);
  writeTypeInfo(writer, type);
  valueWriter(type)(writer, value);
}

function writeSized(writer: ByteWriter, token: number, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter();
  write(body);
  const bytes = body.drain();
  writer.u8(token).u16(bytes.length).raw(bytes);
}
