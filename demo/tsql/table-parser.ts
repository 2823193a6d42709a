// The FROM clause: tables with their hints dropped, derived tables, table functions and joins.
import type { Expression, TableSource } from './syntax-tree.js';
import type { TokenReader } from './token-reader.js';

type Join = Extract<TableSource, { kind: 'join' }>['join'];

/** The sources after FROM, separated by commas. */
export function parseFrom(reader: TokenReader): TableSource[] {
  return reader.list(() => parseJoins(reader));
}

function parseJoins(reader: TokenReader): TableSource {
  let left = parseSource(reader);
  for (let join = parseJoinWord(reader); join !== undefined; join = parseJoinWord(reader)) {
    const right = parseSource(reader);
    left =
      join === 'CROSS JOIN'
        ? { kind: 'join', join, left, right }
        : { kind: 'join', join, left, right, on: parseOn(reader) };
  }
  return left;
}

function parseOn(reader: TokenReader): Expression {
  reader.expect('ON');
  return reader.grammar.condition(reader);
}

function parseJoinWord(reader: TokenReader): Join | undefined {
  if (reader.accept('JOIN')) return 'JOIN';
  if (reader.accept('INNER')) return afterSide(reader, 'JOIN');
  if (reader.accept('CROSS')) return afterSide(reader, 'CROSS JOIN');
  for (const side of ['LEFT', 'RIGHT', 'FULL'] as const) {
    if (!reader.accept(side)) continue;
    reader.accept('OUTER');
    return afterSide(reader, `${side} JOIN`);
  }
  return undefined;
}

function afterSide(reader: TokenReader, join: Join): Join {
  reader.expect('JOIN');
  return join;
}

function parseSource(reader: TokenReader): TableSource {
  if (reader.sees('(')) return parseInner(reader);
  const path = reader.path();
  if (reader.sees('(') && !isHint(reader)) {
    const args = reader.parenthesised(() => (reader.sees(')') ? [] : reader.list(() => reader.grammar.value(reader))));
    return { kind: 'function', path, args, ...parseAlias(reader) };
  }
  const alias = parseAlias(reader);
  if (reader.accept('WITH')) reader.skipParentheses();
  return { kind: 'table', path, ...alias };
}

/** A derived table needs a name; parentheses may also hold joins. */
function parseInner(reader: TokenReader): TableSource {
  if (reader.peek(1).upper !== 'SELECT') return reader.parenthesised(() => parseJoins(reader));
  const query = reader.parenthesised(() => reader.grammar.query(reader));
  reader.accept('AS');
  return { kind: 'derived', query, alias: reader.name() };
}

/** The old form of a hint: `FROM t (NOLOCK)`. */
function isHint(reader: TokenReader): boolean {
  return ['NOLOCK', 'READPAST', 'HOLDLOCK', 'UPDLOCK'].includes(reader.peek(1).upper) && reader.peek(2).upper === ')';
}

function parseAlias(reader: TokenReader): { alias?: string } {
  if (isHint(reader) && reader.sees('(')) reader.skipParentheses();
  if (reader.accept('AS')) return { alias: reader.name() };
  return reader.seesName() && !reader.sees('OFFSET') ? { alias: reader.name() } : {};
}
