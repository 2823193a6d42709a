// The condition "after this row" of keyset paging: a lexicographic comparison written out, term by term, with SQL
// Server's place for NULL: before every value when ascending, after every value when descending.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { OrderTerm } from '../../../src/legacy/read-plan.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { fitValue } from '../column/fit-value.js';
import { columnName } from '../statement/identifier.js';
import { placeholder } from './placeholder.js';
import { never, type PredicateContext, type PredicateText } from './predicate.js';
import { comparableTypeOf } from '../column/typed-column.js';

/** One term with the value of the row before; `value` is its placeholder, undefined for NULL. */
interface Position {
  readonly name: string;
  readonly value: string | undefined;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** The rows after `after`; never when the row before was the last one possible. */
export function writeKeyset(
  order: readonly OrderTerm[],
  after: readonly LegacyValue[],
  context: PredicateContext,
): PredicateText {
  if (order.length === 0 || order.length !== after.length) {
    throw new SourceFault('refused', 'a position needs exactly one value for each term of the order');
  }
  const positions = order.map((term, index) => position(term, after[index] ?? null, context));
  const alternatives = positions.flatMap((last, index) => {
    const beyond = isAfter(last);
    return beyond === undefined ? [] : [[...positions.slice(0, index).map(isEqual), beyond].join(' AND ')];
  });
  const [only] = alternatives;
  if (only === undefined) return never;
  if (positions.length === 1) return { kind: 'text', text: only };
  return { kind: 'text', text: withStart(positions[0], alternatives.map((text) => `(${text})`).join(' OR ')) };
}

function position(term: OrderTerm, value: LegacyValue, { parameters, codePage }: PredicateContext): Position {
  const { column, descending } = term;
  const type = comparableTypeOf(column);
  const base = { name: columnName(column), descending, nullable: column.nullable };
  if (value === null) return { ...base, value: undefined };
  const fit = fitValue(type, value, codePage);
  // The value came from a row of this column. When it does not go back, the row holds bytes outside its code page.
  if (fit.kind !== 'exact') {
    throw new SourceFault(
      'refused',
      `cannot page on from this value of column ${column.name}: it does not fit its type`,
    );
  }
  return { ...base, value: placeholder(parameters, type, fit.value) };
}

function isEqual({ name, value }: Position): string {
  return value === undefined ? `${name} IS NULL` : `${name} = ${value}`;
}

function isAfter({ name, value, descending, nullable }: Position): string | undefined {
  if (!descending) return value === undefined ? `${name} IS NOT NULL` : `${name} > ${value}`;
  if (value === undefined) return undefined;
  return nullable ? `(${name} < ${value} OR ${name} IS NULL)` : `${name} < ${value}`;
}

/** SQL Server does not see through the alternatives; the implied bound on the first term lets it seek in an index. */
function withStart(first: Position | undefined, alternatives: string): string {
  if (first?.value === undefined || (first.descending && first.nullable)) return `(${alternatives})`;
  return `${first.name} ${first.descending ? '<=' : '>='} ${first.value} AND (${alternatives})`;
}
