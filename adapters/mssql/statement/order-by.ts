// The ORDER BY clause. SQL Server sorts NULL first when ascending and last when descending; keyset paging relies on it.
import type { OrderTerm } from '../../../src/legacy/read-plan.js';
import { columnName } from './identifier.js';
import { comparableTypeOf } from '../column/typed-column.js';

/** `[A], [B] DESC`. Throws for a column that cannot be ordered by. */
export function orderTerms(order: readonly OrderTerm[]): string {
  return order.map(orderTerm).join(', ');
}

function orderTerm(term: OrderTerm): string {
  comparableTypeOf(term.column);
  return term.descending ? `${columnName(term.column)} DESC` : columnName(term.column);
}
