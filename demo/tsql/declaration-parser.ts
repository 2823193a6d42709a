// The parameter declarations of sp_executesql: '@from date, @total decimal(15,2) OUTPUT, @lines erp.LineList READONLY'.
import { parseType, type SqlType } from '../values/sql-type.js';
import { parseAdditive, parseCondition, parseTypeName, parseValue } from './expression-parser.js';
import { parseQuery } from './query-parser.js';
import { TokenReader } from './token-reader.js';
import { tokenize } from './tokenizer.js';

export interface Declaration {
  /** With its @. */
  readonly name: string;
  readonly type: SqlType;
  readonly output: boolean;
}

/** A table has no type of its own here: what columns it has is asked when a procedure takes it. */
const TABLE = parseType('int');

/** Parses declarations; empty text declares nothing. */
export function parseDeclarations(text: string): Declaration[] {
  const grammar = { operand: parseAdditive, value: parseValue, condition: parseCondition, query: parseQuery };
  const reader = new TokenReader(tokenize(text), grammar);
  if (reader.atEnd) return [];
  const declarations = reader.list(() => {
    const name = reader.peek().kind === 'variable' ? reader.take().text : reader.fail();
    reader.accept('AS');
    const type = parseDeclaredType(reader);
    return { name, type, output: reader.accept('OUTPUT', 'OUT') };
  });
  reader.expectEnd();
  return declarations;
}

/** A dotted name is that of a table type, which comes in to be read and no more. */
function parseDeclaredType(reader: TokenReader): SqlType {
  if (reader.peek(1).text !== '.') return parseTypeName(reader, 1);
  reader.path();
  reader.expect('READONLY');
  return TABLE;
}
