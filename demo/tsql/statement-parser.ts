// A batch to its statements: the handful a gateway, an introspection and a person at a prompt send. Anything else fails.
import { SqlError } from '../values/sql-error.js';
import { parseAdditive, parseCondition, parseTypeName, parseValue } from './expression-parser.js';
import { parseQuery } from './query-parser.js';
import type { DataStatement, ExecuteArgument, Expression, Statement } from './syntax-tree.js';
import { TokenReader, type Grammar } from './token-reader.js';
import { tokenize } from './tokenizer.js';

const grammar: Grammar = { operand: parseAdditive, value: parseValue, condition: parseCondition, query: parseQuery };

const PARSERS: Readonly<Record<string, (reader: TokenReader) => Statement | Statement[]>> = {
  SELECT: (reader) => ({ kind: 'data', statement: parseQuery(reader) }),
  WITH: (reader) => ({ kind: 'data', statement: parseQuery(reader) }),
  INSERT: (reader) => ({ kind: 'data', statement: parseInsert(reader) }),
  UPDATE: (reader) => ({ kind: 'data', statement: parseUpdate(reader) }),
  DELETE: (reader) => ({ kind: 'data', statement: parseDelete(reader) }),
  SET: parseSet,
  DECLARE: parseDeclare,
  EXEC: parseExecute,
  EXECUTE: parseExecute,
  PRINT: (reader) => ({ kind: 'print', value: afterVerb(reader, parseValue) }),
  BEGIN: (reader) => transaction(reader, 'begin'),
  COMMIT: (reader) => transaction(reader, 'commit'),
  ROLLBACK: (reader) => transaction(reader, 'rollback'),
  WAITFOR: parseWait,
  USE: (reader) => ({ kind: 'use', database: afterVerb(reader, (inner) => inner.name()) }),
  CREATE: parseDefinition,
  ALTER: parseDefinition,
  DROP: parseDefinition,
  GRANT: parseDefinition,
  TRUNCATE: parseDefinition,
};

/** Splits and parses a batch; the first syntax error ends it. */
export function parseBatch(sql: string): Statement[] {
  const reader = new TokenReader(tokenize(sql), grammar);
  const statements: Statement[] = [];
  while (!reader.atEnd) {
    if (reader.accept(';')) continue;
    const parse = PARSERS[reader.peek().upper] ?? (statements.length === 0 ? parseBareCall : undefined);
    statements.push(...[parse === undefined ? reader.fail() : parse(reader)].flat());
  }
  return statements;
}

/** A procedure name without EXEC is a call when it comes first. */
function parseBareCall(reader: TokenReader): Statement {
  return { kind: 'execute', procedure: reader.path(), args: parseArguments(reader) };
}

function afterVerb<T>(reader: TokenReader, parse: (reader: TokenReader) => T): T {
  reader.take();
  return parse(reader);
}

const atStatementEnd = (reader: TokenReader): boolean =>
  reader.atEnd || reader.sees(';') || Object.hasOwn(PARSERS, reader.peek().upper);

/** SET @x = ... assigns; every other SET is a session option, accepted and without effect. */
function parseSet(reader: TokenReader): Statement {
  reader.take();
  if (reader.peek().kind === 'variable') {
    const name = reader.take().text;
    reader.expect('=');
    return { kind: 'assign', name, value: parseValue(reader) };
  }
  do reader.take();
  while (!atStatementEnd(reader));
  return { kind: 'option' };
}

function parseDeclare(reader: TokenReader): Statement[] {
  reader.take();
  return reader.list(() => {
    const name = variable(reader);
    reader.accept('AS');
    const type = parseTypeName(reader, 1);
    const value = reader.accept('=') ? parseValue(reader) : undefined;
    return { kind: 'declare', name, type, ...(value && { value }) };
  });
}

function variable(reader: TokenReader): string {
  return reader.peek().kind === 'variable' ? reader.take().text : reader.fail();
}

function parseExecute(reader: TokenReader): Statement {
  reader.take();
  const assigned = reader.peek().kind === 'variable' ? variable(reader) : undefined;
  if (assigned !== undefined) reader.expect('=');
  const procedure = reader.path();
  return {
    kind: 'execute',
    procedure,
    args: parseArguments(reader),
    ...(assigned !== undefined && { status: assigned }),
  };
}

function parseArguments(reader: TokenReader): ExecuteArgument[] {
  if (atStatementEnd(reader)) return [];
  return reader.list(() => {
    const named = reader.peek().kind === 'variable' && reader.peek(1).upper === '=' ? variable(reader) : undefined;
    if (named !== undefined) reader.expect('=');
    const value = reader.accept('DEFAULT') ? 'default' : parseValue(reader);
    return { value, output: reader.accept('OUTPUT', 'OUT'), ...(named !== undefined && { name: named }) };
  });
}

function transaction(reader: TokenReader, action: 'begin' | 'commit' | 'rollback'): Statement {
  reader.take();
  const worded = reader.accept('TRAN', 'TRANSACTION') || (action !== 'begin' && reader.accept('WORK'));
  if (action === 'begin' && !worded) reader.fail();
  return { kind: 'transaction', action };
}

function parseWait(reader: TokenReader): Statement {
  reader.take();
  reader.expect('DELAY');
  const text = reader.peek().kind === 'string' ? reader.take().text : reader.fail();
  const match = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,3}))?)?$/.exec(text);
  if (match === null) {
    throw new SqlError(148, `Incorrect time syntax in time string '${text}' used with WAITFOR.`);
  }
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return { kind: 'wait', ms: seconds * 1000 + Number((match[4] ?? '').padEnd(3, '0')) };
}

/** CREATE, ALTER and their like: known, so that they are refused as a missing permission and not as a typing error. */
function parseDefinition(reader: TokenReader): Statement {
  const verb = `${reader.take().upper} ${reader.take().upper}`.trim();
  while (!reader.atEnd && !reader.sees(';')) reader.take();
  return { kind: 'definition', verb };
}

function parseInsert(reader: TokenReader): DataStatement {
  reader.take();
  reader.accept('INTO');
  const table = reader.path();
  const columns = reader.sees('(') ? reader.parenthesised(() => reader.list(() => reader.name())) : [];
  reader.expect('VALUES');
  const rows = reader.list(() => reader.parenthesised(() => reader.list(() => parseValue(reader))));
  return { kind: 'insert', table, columns, rows };
}

function parseUpdate(reader: TokenReader): DataStatement {
  reader.take();
  const table = reader.path();
  reader.expect('SET');
  const set = reader.list(() => {
    const column = reader.name();
    reader.expect('=');
    return { column, value: parseValue(reader) };
  });
  return { kind: 'update', table, set, ...parseWhere(reader) };
}

function parseDelete(reader: TokenReader): DataStatement {
  reader.take();
  reader.accept('FROM');
  return { kind: 'delete', table: reader.path(), ...parseWhere(reader) };
}

function parseWhere(reader: TokenReader): { where?: Expression } {
  return reader.accept('WHERE') ? { where: parseCondition(reader) } : {};
}
