// A request message to the work it asks for: a batch, a procedure call, or the transaction manager.
import { nameParts } from '../access/name-parts.js';
import { loggedValue, type LoggedParameter } from '../engine/statement-log.js';
import { fromStored } from '../execution/variables.js';
import { SqlError } from '../values/sql-error.js';
import { isTable } from '../values/sql-value.js';
import { ByteReader } from '../wire/byte-reader.js';
import { PACKET, ProtocolError, type Packet } from '../wire/packet.js';
import type { ReturnValue } from '../wire/tokens.js';
import type { RequestWork } from './request-runner.js';
import { readRpc, type Rpc, type RpcArgument } from './rpc.js';

/** Reads a request. Throws ProtocolError for what no client of this server sends. */
export function readRequest(message: Packet): RequestWork {
  const body = withoutHeaders(message.data);
  switch (message.type) {
    case PACKET.batch:
      return batchWork(body.toString('utf16le'));
    case PACKET.rpc:
      return rpcWork(new ByteReader(body));
    case PACKET.transaction:
      return transactionWork(new ByteReader(body));
    default:
      throw new ProtocolError(`packet type ${message.type}`);
  }
}

/** Since TDS 7.2 a request starts with headers, told by their total length. */
function withoutHeaders(data: Buffer): Buffer {
  if (data.length < 4) throw new ProtocolError('request without headers');
  return data.subarray(data.readUInt32LE(0));
}

function batchWork(text: string): RequestWork {
  return {
    start: { kind: 'batch', text, parameters: [] },
    form: 'batch',
    run: async (execution, response) => {
      await execution.runPlan(execution.session.engine.plans.plan(text), new Map());
      response.endBatch();
    },
  };
}

function rpcWork(reader: ByteReader): RequestWork {
  let rpc: Rpc;
  try {
    rpc = readRpc(reader);
  } catch (error) {
    if (error instanceof SqlError) return failing(error);
    throw error;
  }
  const path = nameParts(rpc.procedure);
  return path.at(-1)?.toLowerCase() === 'sp_executesql' ? statementWork(rpc) : procedureWork(path, rpc.args);
}

function failing(error: SqlError): RequestWork {
  return {
    start: { kind: 'procedure', text: '', parameters: [] },
    form: 'procedure',
    run: () => Promise.reject(error),
  };
}

/** sp_executesql: a text, its declarations, its arguments. */
function statementWork({ args: [sql, declared, ...args] }: Rpc): RequestWork {
  const text = textOf(sql);
  const declarations = textOf(declared);
  const types = declaredTypes(declarations);
  return {
    start: { kind: 'statement', text, parameters: args.map((argument) => logged(argument, types)) },
    form: 'procedure',
    run: async (execution, response) => {
      await execution.runStatement(text, declarations, args);
      // The text and the declarations are the first two parameters.
      response.endProcedure(0, outputsOf(args, 2));
    },
  };
}

const NO_TYPES: ReadonlyMap<string, string> = new Map();

function procedureWork(path: readonly string[], args: readonly RpcArgument[]): RequestWork {
  return {
    start: { kind: 'procedure', text: path.join('.'), parameters: args.map((argument) => logged(argument, NO_TYPES)) },
    form: 'procedure',
    run: async (execution, response) => {
      const status = await execution.call(path, args);
      response.endProcedure(status, outputsOf(args, 0));
    },
  };
}

function outputsOf(args: readonly RpcArgument[], first: number): ReturnValue[] {
  return args.flatMap(({ name = '', type, value, output }, index) =>
    output && !isTable(value) ? [{ ordinal: first + index, name, type, value }] : [],
  );
}

const textOf = (argument: RpcArgument | undefined): string =>
  typeof argument?.value === 'string' ? argument.value : '';

/** A parameter as its caller declared it; a procedure's arguments have only the type they were sent with. */
function logged({ name = '', typeName, value }: RpcArgument, types: ReadonlyMap<string, string>): LoggedParameter {
  const shown = isTable(value) ? value : fromStored(value);
  return { name, type: types.get(name.toLowerCase()) ?? typeName, value: loggedValue(shown) };
}

/** Types by lower-case name, read loosely: what the declarations really say is decided when the statement runs. */
function declaredTypes(declarations: string): ReadonlyMap<string, string> {
  const found = declarations.matchAll(/(@[^\s,]+)\s+(?:as\s+)?(\w+(?:\s*\([^)]*\))?)/gi);
  return new Map(
    Array.from(found, ([, name = '', type = '']) => [name.toLowerCase(), type.replaceAll(' ', '').toLowerCase()]),
  );
}

const TRANSACTION = { begin: 5, commit: 7, rollback: 8 } as const;

function transactionWork(reader: ByteReader): RequestWork {
  const kind = reader.u16();
  const action = Object.entries(TRANSACTION).find(([, number]) => number === kind)?.[0];
  const text = action === undefined ? `transaction request ${kind}` : `${action.toUpperCase()} TRANSACTION`;
  return {
    start: { kind: 'transaction', text, parameters: [] },
    form: 'batch',
    run: async (execution, response) => {
      if (action === undefined) throw new SqlError(40000, 'The demo server knows BEGIN, COMMIT and ROLLBACK only.');
      await execution.runPlan(execution.session.engine.plans.plan(text), new Map());
      response.endBatch();
    },
  };
}
