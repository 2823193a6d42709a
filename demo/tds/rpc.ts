// RPC requests (MS-TDS 2.2.6.6): a procedure by name or number with typed arguments.
import type { Argument } from '../execution/request.js';
import { SqlError } from '../values/sql-error.js';
import { formatType, parseType } from '../values/sql-type.js';
import type { ByteReader } from '../wire/byte-reader.js';
import { readTable, TABLE_TOKEN } from '../wire/table-value.js';
import { readTypeInfo } from '../wire/type-info.js';
import { readValue } from '../wire/value-reader.js';

/** An argument with its type as the client wrote it. */
export interface RpcArgument extends Argument {
  readonly typeName: string;
}

export interface Rpc {
  /** As sent: `sp_executesql`, `[erp].[SubmitOrder]`. */
  readonly procedure: string;
  readonly args: readonly RpcArgument[];
}

/** Procedures that clients call by number. Preparing is not offered: nothing the demo is for needs it. */
const NUMBERED: Readonly<Record<number, string>> = {
  10: 'sp_executesql',
  11: 'sp_prepare',
  12: 'sp_execute',
  13: 'sp_prepexec',
  15: 'sp_unprepare',
};
const BY_NUMBER = 0xffff;
const SEPARATORS = [0xff, 0x80];
const OUTPUT = 1;
const DEFAULT = 2;
const MOST_ARGUMENTS = 2100;
const TABLE_TYPE = parseType('int');

/** Reads one call. Throws 8003 for too many arguments, 8004 for a call of nothing. */
export function readRpc(reader: ByteReader): Rpc {
  const procedure = readName(reader);
  reader.u16();
  const args: RpcArgument[] = [];
  while (reader.left > 0 && !SEPARATORS.includes(reader.peek())) args.push(readArgument(reader));
  if (args.length > MOST_ARGUMENTS) {
    throw new SqlError(
      8003,
      `The incoming request has too many parameters. The server supports a maximum of ${MOST_ARGUMENTS} parameters. Reduce the number of parameters and resend the request.`,
    );
  }
  return { procedure, args };
}

function readName(reader: ByteReader): string {
  const length = reader.u16();
  const name = length === BY_NUMBER ? numbered(reader.u16()) : reader.ucs2(length);
  if (name !== '') return name;
  throw new SqlError(
    8004,
    'The incoming tabular data stream (TDS) remote procedure call (RPC) protocol stream is incorrect. The RPC name is invalid.',
  );
}

const numbered = (number: number): string => NUMBERED[number] ?? `procedure ${number}`;

function readArgument(reader: ByteReader): RpcArgument {
  const name = reader.shortText();
  const status = reader.u8();
  const token = reader.u8();
  const head = { ...(name !== '' && { name }), output: (status & OUTPUT) !== 0, isDefault: (status & DEFAULT) !== 0 };
  if (token === TABLE_TOKEN) {
    const { typeName, value } = readTable(reader);
    return { ...head, type: TABLE_TYPE, typeName, value };
  }
  const type = readTypeInfo(reader, token);
  return { ...head, type, typeName: formatType(type), value: readValue(reader, type) };
}
