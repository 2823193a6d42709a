// The parameter declarations of sp_executesql: '@from date, @top int, @total decimal(15,2) OUTPUT'.
import type { SqlType } from '../values/sql-type.js';
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

/** Parses declarations; empty text declares nothing. */
export function parseDeclarations(text: string): Declaration[] {
  const grammar = { operand: parseAdditive, value: parseValue, condition: parseCondition, query: parseQuery };
  const reader = new TokenReader(tokenize(text), grammar);
  if (reader.atEnd) return [];
  const declarations = reader.list(() => {
    const name = reader.peek().kind === 'variable' ? reader.take().text : reader.fail();
    reader.accept('AS');
    const type = parseTypeName(reader, 1);
    return { name, type, output: reader.accept('OUTPUT', 'OUT') };
  });
  reader.expectEnd();
  return declarations;
}
