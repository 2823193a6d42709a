// What may follow an operand in a condition: a comparison, IS NULL, BETWEEN, IN and LIKE.
import type { Expression } from './syntax-tree.js';
import type { TokenReader } from './token-reader.js';

/** The predicate over the operand, or the operand itself when none follows. */
export function predicateAfter(reader: TokenReader, operand: Expression): Expression {
  if (reader.sees('=', '<>', '!=', '<', '>', '<=', '>=')) {
    const operator = reader.take().text;
    return {
      kind: 'compare',
      operator: operator === '!=' ? '<>' : operator,
      left: operand,
      right: reader.grammar.operand(reader),
    };
  }
  if (reader.accept('IS')) {
    const negated = reader.accept('NOT');
    reader.expect('NULL');
    return { kind: 'isNull', operand, negated };
  }
  const negated =
    reader.sees('NOT') && ['IN', 'LIKE', 'BETWEEN'].includes(reader.peek(1).upper) && reader.accept('NOT');
  if (reader.accept('BETWEEN')) return parseBetween(reader, operand, negated);
  if (reader.accept('IN')) return { kind: 'in', operand, among: parseAmong(reader), negated };
  if (reader.accept('LIKE')) return parseLike(reader, operand, negated);
  return operand;
}

function parseBetween(reader: TokenReader, operand: Expression, negated: boolean): Expression {
  const low = reader.grammar.operand(reader);
  reader.expect('AND');
  return { kind: 'between', operand, low, high: reader.grammar.operand(reader), negated };
}

function parseAmong(reader: TokenReader): Extract<Expression, { kind: 'in' }>['among'] {
  return reader.parenthesised(() =>
    reader.sees('SELECT', 'WITH') ? reader.grammar.query(reader) : reader.list(() => reader.grammar.value(reader)),
  );
}

function parseLike(reader: TokenReader, operand: Expression, negated: boolean): Expression {
  const pattern = reader.grammar.operand(reader);
  const escape = reader.accept('ESCAPE') ? reader.grammar.operand(reader) : undefined;
  return { kind: 'like', operand, pattern, negated, ...(escape && { escape }) };
}
