// The grammar of pages, single rows and counts: fixed lines, a set of possible WHERE lines, and per order its position.
import type { Column } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { OrderTerm } from '../../../src/legacy/read-plan.js';
import { typeOf } from '../column/typed-column.js';
import { writeKeyset } from '../predicate/keyset.js';
import { columnName, operationComment, viewName } from '../statement/identifier.js';
import { orderTerms } from '../statement/order-by.js';
import { exactly } from '../statement/select-list.js';
import { Parameters } from '../statement/statement.js';
import { matchesPredicate, type PredicateGrammar, predicateGrammar } from './predicate-grammar.js';
import { sampleValue } from './sample-value.js';
import { splitOutside, withoutNumbers } from './split-text.js';
import type { RowsPieces } from './statement-pieces.js';

/** An order line and the conditions "after this row" that belong to it. */
export interface OrderGrammar {
  readonly line: string;
  readonly positions: ReadonlySet<string>;
}

export interface RowsGrammar {
  readonly comment: string;
  readonly expressions: readonly string[];
  readonly from: string;
  readonly always: readonly PredicateGrammar[];
  readonly optional: readonly { readonly label: string; readonly predicate: PredicateGrammar }[];
  readonly orders: readonly OrderGrammar[];
  readonly countable: boolean;
}

export function rowsGrammar(pieces: RowsPieces): RowsGrammar {
  return {
    comment: operationComment(pieces.operation),
    expressions: expressionsOf(pieces.columns),
    from: `FROM ${viewName(pieces.view)}`,
    always: pieces.always.map(predicateGrammar),
    optional: pieces.optional.map(({ label, predicate }) => ({ label, predicate: predicateGrammar(predicate) })),
    orders: pieces.orders.map(orderGrammar),
    countable: pieces.countable,
  };
}

/** The select list's entries, one per column. */
export function expressionsOf(columns: readonly Column[]): readonly string[] {
  return columns.map((column) => exactly(columnName(column), typeOf(column)));
}

function orderGrammar(order: readonly OrderTerm[]): OrderGrammar {
  if (order.length === 0) return { line: '', positions: new Set() };
  const positions = nullings(order).flatMap((after) => {
    const context = { parameters: new Parameters(), codePage: (text: string) => text.length };
    const written = writeKeyset(order, after, context);
    return written.kind === 'never' ? [] : [withoutNumbers(written.text)];
  });
  return { line: `ORDER BY ${orderTerms(order)}`, positions: new Set(positions) };
}

/** Positions with every combination of values and NULLs. */
function nullings(order: readonly OrderTerm[]): readonly (readonly LegacyValue[])[] {
  return order.reduce<readonly (readonly LegacyValue[])[]>(
    (known, { column }) =>
      known.flatMap((before) => [[...before, sampleValue(column)], ...(column.nullable ? [[...before, null]] : [])]),
    [[]],
  );
}

/** Whether the lines (parameter numbers left out) are a statement of this grammar. */
export function matchesRows(grammar: RowsGrammar, lines: readonly string[]): boolean {
  const [comment, select = '', from, ...rest] = lines;
  if (comment !== grammar.comment || from !== grammar.from) return false;
  if (select === 'SELECT COUNT_BIG(*)') return grammar.countable && matchesWhere(grammar, rest, new Set());
  if (!selects(grammar.expressions, select)) return false;
  return grammar.orders.some(({ line, positions }) => {
    if (line === '') return matchesWhere(grammar, rest, positions);
    return rest.at(-1) === line && matchesWhere(grammar, rest.slice(0, -1), positions);
  });
}

function selects(expressions: readonly string[], line: string): boolean {
  const start = 'SELECT TOP (@limit) ';
  if (!line.startsWith(start)) return false;
  const asked = splitOutside(line.slice(start.length), ', ');
  return new Set(asked).size === asked.length && asked.every((expression) => expressions.includes(expression));
}

/** All of `always`, then some of `optional`, each once, then at most one position. */
function matchesWhere(grammar: RowsGrammar, lines: readonly string[], positions: ReadonlySet<string>): boolean {
  const open = new Set([...grammar.always, ...grammar.optional.map(({ predicate }) => predicate)]);
  let positioned = false;
  for (const [index, line] of lines.entries()) {
    const start = index === 0 ? 'WHERE ' : 'AND ';
    if (!line.startsWith(start)) return false;
    const text = line.slice(start.length);
    const used = [...open].find((predicate) => matchesPredicate(predicate, text));
    if (used !== undefined) open.delete(used);
    else if (!positioned && positions.has(text)) positioned = true;
    else return false;
  }
  return grammar.always.every((predicate) => !open.has(predicate));
}
