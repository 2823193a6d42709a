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

/** All of `always` and some of `optional`, each once, and at most one position. */
function matchesWhere(grammar: RowsGrammar, lines: readonly string[], positions: ReadonlySet<string>): boolean {
  const texts = lines.map((line, index) => condition(line, index === 0 ? 'WHERE ' : 'AND '));
  if (!texts.every((text) => text !== undefined)) return false;
  const open = [...grammar.always, ...grammar.optional.map(({ predicate }) => predicate)];
  return matchesTexts(texts, { always: grammar.always, open, positions });
}

const condition = (line: string, start: string): string | undefined =>
  line.startsWith(start) ? line.slice(start.length) : undefined;

/** What the conditions that are left may still be. */
interface Remaining {
  readonly always: readonly PredicateGrammar[];
  readonly open: readonly PredicateGrammar[];
  readonly positions: ReadonlySet<string>;
}

/** A condition may be a form of several predicates (of `status` and of `status[in]`), so every choice is tried. */
function matchesTexts([text, ...rest]: readonly string[], remaining: Remaining): boolean {
  const { always, open, positions } = remaining;
  if (text === undefined) return !always.some((predicate) => open.includes(predicate));
  if (positions.has(text) && matchesTexts(rest, { ...remaining, positions: new Set() })) return true;
  return open.some((predicate) => {
    if (!matchesPredicate(predicate, text)) return false;
    return matchesTexts(rest, { ...remaining, open: open.filter((other) => other !== predicate) });
  });
}
