// Table valued parameters (MS-TDS 2.2.5.5.5): their column types, then their rows.
import type { SqlValue, TableValue } from '../values/sql-value.js';
import type { ByteReader } from './byte-reader.js';
import { ProtocolError } from './packet.js';
import { readTypeInfo, UNLIMITED } from './type-info.js';
import { readValue } from './value-reader.js';

export const TABLE_TOKEN = 0xf3;
const ROW = 0x01;
const END = 0x00;

export interface WireTable {
  /** `schema.name` of the table type. */
  readonly typeName: string;
  readonly value: TableValue;
}

/** Reads a table valued parameter after its token byte; its type name and its value come together. */
export function readTable(reader: ByteReader): WireTable {
  reader.shortText();
  const schema = reader.shortText();
  const typeName = `${schema === '' ? 'dbo' : schema}.${reader.shortText()}`;
  const count = reader.u16();
  const types = Array.from({ length: count === UNLIMITED ? 0 : count }, () => {
    reader.u32();
    reader.u16();
    const type = readTypeInfo(reader, reader.u8());
    reader.shortText();
    return type;
  });
  if (reader.u8() !== END) throw new ProtocolError('table parameter with an order or key');
  const rows: SqlValue[][] = [];
  for (let token = reader.u8(); token !== END; token = reader.u8()) {
    if (token !== ROW) throw new ProtocolError('table parameter row');
    rows.push(types.map((type) => readValue(reader, type)));
  }
  return { typeName, value: { kind: 'table', rows } };
}
