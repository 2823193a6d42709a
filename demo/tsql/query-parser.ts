// SELECT statements to syntax trees: WITH, set operations, TOP, ORDER BY with OFFSET and FETCH, hints dropped.
import { parseCondition, parseOrderBy, parseValue } from './expression-parser.js';
import { parseFrom } from './table-parser.js';
import type { Expression, Query, QueryBody, Select, SelectItem, SetOperation } from './syntax-tree.js';
import type { TokenReader } from './token-reader.js';

/** A whole query, sub-selects included; OPTION (...) at its end is read and forgotten. */
export function parseQuery(reader: TokenReader): Query {
  const ctes = reader.accept('WITH') ? reader.list(() => parseNamedQuery(reader)) : [];
  const body = parseSets(reader);
  const orderBy = parseOrderBy(reader);
  const page = parsePage(reader, orderBy.length > 0);
  if (reader.accept('OPTION')) reader.skipParentheses();
  return { kind: 'query', with: ctes, body, orderBy, ...page };
}

function parseNamedQuery(reader: TokenReader): { name: string; query: Query } {
  const name = reader.name();
  reader.expect('AS');
  return { name, query: reader.parenthesised(() => parseQuery(reader)) };
}

function parseSets(reader: TokenReader): QueryBody {
  let left: QueryBody = parseBranch(reader);
  while (reader.sees('UNION', 'EXCEPT', 'INTERSECT')) {
    const operator = parseSetOperator(reader);
    left = { kind: 'set', operator, left, right: parseBranch(reader) };
  }
  return left;
}

function parseSetOperator(reader: TokenReader): SetOperation['operator'] {
  if (reader.accept('EXCEPT')) return 'EXCEPT';
  if (reader.accept('INTERSECT')) return 'INTERSECT';
  reader.expect('UNION');
  return reader.accept('ALL') ? 'UNION ALL' : 'UNION';
}

function parseBranch(reader: TokenReader): QueryBody {
  return reader.sees('(') ? reader.parenthesised(() => parseSets(reader)) : parseSelect(reader);
}

function parseSelect(reader: TokenReader): Select {
  reader.expect('SELECT');
  const distinct = reader.accept('DISTINCT');
  if (!distinct) reader.accept('ALL');
  const top = reader.accept('TOP') ? parseTop(reader) : undefined;
  const items = reader.list(() => parseItem(reader));
  const from = reader.accept('FROM') ? parseFrom(reader) : [];
  const where = reader.accept('WHERE') ? parseCondition(reader) : undefined;
  const groupBy = parseGroupBy(reader);
  const having = reader.accept('HAVING') ? parseCondition(reader) : undefined;
  return {
    kind: 'select',
    distinct,
    items,
    from,
    groupBy,
    ...(top && { top }),
    ...(where && { where }),
    ...(having && { having }),
  };
}

function parseTop(reader: TokenReader): Expression {
  const top: Expression = reader.sees('(')
    ? reader.parenthesised(() => parseValue(reader))
    : { kind: 'number', digits: reader.peek().kind === 'number' ? reader.take().text : reader.fail() };
  if (reader.sees('PERCENT')) reader.fail();
  return top;
}

function parseGroupBy(reader: TokenReader): Expression[] {
  if (!reader.accept('GROUP')) return [];
  reader.expect('BY');
  return reader.list(() => parseValue(reader));
}

/** `*`, `t.*`, `expression`, `expression AS alias`, `expression alias`, `alias = expression`. */
function parseItem(reader: TokenReader): SelectItem {
  if (reader.accept('*')) return { kind: 'star', qualifier: [] };
  if (reader.seesName() && reader.peek(1).upper === '=') {
    const alias = reader.name();
    reader.expect('=');
    return { kind: 'expression', expression: parseValue(reader), alias };
  }
  const expression = parseValue(reader);
  if (expression.kind === 'column' && reader.accept('.')) {
    reader.expect('*');
    return { kind: 'star', qualifier: expression.path };
  }
  const alias = parseAlias(reader);
  return { kind: 'expression', expression, ...(alias !== undefined && { alias }) };
}

function parseAlias(reader: TokenReader): string | undefined {
  if (reader.accept('AS')) return reader.peek().kind === 'string' ? reader.take().text : reader.name();
  return reader.seesName() && !reader.sees('OFFSET') ? reader.name() : undefined;
}

/** OFFSET needs an ORDER BY; without one SQL Server takes the word for an alias and stumbles over what follows. */
function parsePage(reader: TokenReader, ordered: boolean): { offset?: Expression; fetch?: Expression } {
  if (!reader.accept('OFFSET')) return {};
  if (!ordered) reader.fail();
  const offset = parseValue(reader);
  expectOne(reader, 'ROW', 'ROWS');
  if (!reader.accept('FETCH')) return { offset };
  expectOne(reader, 'NEXT', 'FIRST');
  const fetch = parseValue(reader);
  expectOne(reader, 'ROW', 'ROWS');
  reader.expect('ONLY');
  return { offset, fetch };
}

function expectOne(reader: TokenReader, ...words: readonly string[]): void {
  if (!reader.accept(...words)) reader.fail();
}
