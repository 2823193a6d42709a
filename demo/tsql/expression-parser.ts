// Expressions and conditions of T-SQL to syntax trees, by precedence. Sub-selects are left to the query parser.
import { SqlError } from '../values/sql-error.js';
import { parseType, type SqlType } from '../values/sql-type.js';
import { isFunctionWithoutParentheses, isReserved, isReservedFunction } from './keywords.js';
import { predicateAfter } from './predicate-parser.js';
import { isCondition, type CaseBranch, type Expression, type OrderItem, type Window } from './syntax-tree.js';
import type { TokenReader } from './token-reader.js';

/** A value. A condition in its place is a syntax error, as T-SQL has no boolean values. */
export function parseValue(reader: TokenReader): Expression {
  const expression = parseExpression(reader);
  if (isCondition(expression)) reader.fail();
  return expression;
}

/** A condition; anything else is error 4145. */
export function parseCondition(reader: TokenReader): Expression {
  const expression = parseExpression(reader);
  if (isCondition(expression)) return expression;
  throw new SqlError(
    4145,
    `An expression of non-boolean type specified in a context where a condition is expected, near '${reader.near}'.`,
    { class: 15 },
  );
}

/** A value or a condition. */
export function parseExpression(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  while (reader.accept('OR')) left = { kind: 'logic', operator: 'OR', left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  while (reader.accept('AND')) left = { kind: 'logic', operator: 'AND', left, right: parseNot(reader) };
  return left;
}

function parseNot(reader: TokenReader): Expression {
  if (reader.accept('NOT')) return { kind: 'not', operand: parseNot(reader) };
  if (reader.accept('EXISTS'))
    return { kind: 'exists', query: reader.parenthesised(() => reader.grammar.query(reader)) };
  return predicateAfter(reader, parseAdditive(reader));
}

/** A value without comparison: an operand. */
export function parseAdditive(reader: TokenReader): Expression {
  let left = parseFactor(reader);
  while (reader.sees('+', '-', '&', '|', '^')) {
    const operator = reader.take().text;
    left = { kind: 'arithmetic', operator, left, right: parseFactor(reader) };
  }
  return left;
}

function parseFactor(reader: TokenReader): Expression {
  let left = parseSigned(reader);
  while (reader.sees('*', '/', '%')) {
    const operator = reader.take().text;
    left = { kind: 'arithmetic', operator, left, right: parseSigned(reader) };
  }
  return left;
}

function parseSigned(reader: TokenReader): Expression {
  if (!reader.sees('-', '+', '~')) return parseTerm(reader);
  const sign = reader.take().text;
  return { kind: 'sign', operator: sign === '-' ? '-' : sign === '+' ? '+' : '~', operand: parseSigned(reader) };
}

function parseTerm(reader: TokenReader): Expression {
  const token = reader.peek();
  switch (token.kind) {
    case 'string':
      return { kind: 'text', value: reader.take().text, national: token.national };
    case 'number':
      return { kind: 'number', digits: reader.take().text };
    case 'binary':
      return { kind: 'binary', hex: reader.take().text.slice(2) };
    case 'variable':
      return { kind: 'variable', name: reader.take().text };
    case 'global':
      return { kind: 'global', name: reader.take().upper };
    case 'symbol':
      return parseParentheses(reader);
    case 'word':
      return parseWord(reader);
    case 'quoted':
      return { kind: 'column', path: reader.path() };
    case 'end':
      return reader.fail();
  }
}

function parseParentheses(reader: TokenReader): Expression {
  return reader.parenthesised(() =>
    reader.sees('SELECT', 'WITH') ? { kind: 'subquery', query: reader.grammar.query(reader) } : parseExpression(reader),
  );
}

const CASTS: Readonly<Record<string, (reader: TokenReader) => Expression>> = {
  CAST: parseCast,
  TRY_CAST: parseCast,
  CONVERT: parseConvert,
  TRY_CONVERT: parseConvert,
};

function parseWord(reader: TokenReader): Expression {
  const word = reader.peek().upper;
  if (reader.accept('NULL')) return { kind: 'null' };
  if (word === 'CASE') return parseCase(reader);
  if (reader.peek(1).upper === '(') return CASTS[word]?.(reader) ?? parseCallOrColumn(reader, word);
  if (isFunctionWithoutParentheses(word)) {
    return { kind: 'call', name: reader.take().upper, args: [], distinct: false, star: false };
  }
  return { kind: 'column', path: reader.path() };
}

function parseCallOrColumn(reader: TokenReader, word: string): Expression {
  if (isReserved(word) && !isReservedFunction(word)) reader.fail();
  return parseCall(reader);
}

function parseCase(reader: TokenReader): Expression {
  reader.expect('CASE');
  const operand = reader.sees('WHEN') ? undefined : parseValue(reader);
  const branches: CaseBranch[] = [];
  while (reader.accept('WHEN')) {
    const when = operand === undefined ? parseCondition(reader) : parseValue(reader);
    reader.expect('THEN');
    branches.push({ when, result: parseValue(reader) });
  }
  if (branches.length === 0) reader.fail();
  const otherwise = reader.accept('ELSE') ? parseValue(reader) : undefined;
  reader.expect('END');
  return { kind: 'case', branches, ...(operand && { operand }), ...(otherwise && { otherwise }) };
}

function parseCast(reader: TokenReader): Expression {
  const lenient = reader.take().upper === 'TRY_CAST';
  return reader.parenthesised(() => {
    const operand = parseValue(reader);
    reader.expect('AS');
    return { kind: 'cast', operand, type: parseTypeName(reader), lenient };
  });
}

function parseConvert(reader: TokenReader): Expression {
  const lenient = reader.take().upper === 'TRY_CONVERT';
  return reader.parenthesised(() => {
    const type = parseTypeName(reader);
    reader.expect(',');
    const operand = parseValue(reader);
    const style = reader.accept(',') ? parseValue(reader) : undefined;
    return { kind: 'cast', operand, type, lenient, ...(style && { style }) };
  });
}

/** A data type. In CAST and CONVERT a text or binary type without a length has 30. */
export function parseTypeName(reader: TokenReader, bareLength = 30): SqlType {
  let text = reader.take().text;
  if (!reader.accept('(')) {
    const type = parseType(text);
    return type.length === 1 ? { ...type, length: bareLength } : type;
  }
  text += `(${reader.list(() => reader.take().text).join(',')})`;
  reader.expect(')');
  return parseType(text);
}

function parseCall(reader: TokenReader): Expression {
  const name = reader.take().upper;
  const call = reader.parenthesised(() => {
    if (reader.accept('*')) return { args: [], distinct: false, star: true };
    const distinct = reader.accept('DISTINCT');
    return { args: reader.sees(')') ? [] : reader.list(() => parseValue(reader)), distinct, star: false };
  });
  const over = reader.accept('OVER') ? reader.parenthesised(() => parseWindow(reader)) : undefined;
  return { kind: 'call', name, ...call, ...(over && { over }) };
}

function parseWindow(reader: TokenReader): Window {
  const partitionBy = acceptPartition(reader) ? reader.list(() => parseValue(reader)) : [];
  return { partitionBy, orderBy: parseOrderBy(reader) };
}

function acceptPartition(reader: TokenReader): boolean {
  if (!reader.accept('PARTITION')) return false;
  reader.expect('BY');
  return true;
}

/** ORDER BY with its items, or nothing. */
export function parseOrderBy(reader: TokenReader): OrderItem[] {
  if (!reader.accept('ORDER')) return [];
  reader.expect('BY');
  return reader.list(() => {
    const expression = parseValue(reader);
    const descending = reader.accept('DESC');
    if (!descending) reader.accept('ASC');
    return { expression, descending };
  });
}
