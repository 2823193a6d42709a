// The rules of grouped queries that SQLite would wave through: a bare column must be grouped or aggregated.
import { SqlError } from '../values/sql-error.js';
import { childrenOf } from '../tsql/children.js';
import type { Expression, Select } from '../tsql/syntax-tree.js';
import { foldsGroup } from '../calls/aggregate-calls.js';
import type { ValueCompiler } from './compilation.js';

const CLAUSES = {
  'select list': 8120,
  'HAVING clause': 8121,
  'ORDER BY clause': 8127,
} as const;

export type GroupedClause = keyof typeof CLAUSES;

/** True for a query whose rows are groups. */
export function isGrouped(select: Select): boolean {
  if (select.groupBy.length > 0 || select.having !== undefined) return true;
  return select.items.some((item) => item.kind === 'expression' && containsFold(item.expression));
}

function containsFold(expression: Expression): boolean {
  if (expression.kind === 'call' && foldsGroup(expression)) return true;
  return childrenOf(expression).some(containsFold);
}

/** Checks the expressions of one clause against the grouping. */
export class GroupingRule {
  private readonly grouped: ReadonlySet<string>;

  constructor(
    select: Select,
    private readonly values: ValueCompiler,
  ) {
    this.grouped = new Set(select.groupBy.map((each) => values.value(each).sql));
  }

  /** Throws 8120, 8121 or 8127 at the first column that is neither grouped nor aggregated. */
  check(expression: Expression, clause: GroupedClause): void {
    if (expression.kind === 'call' && foldsGroup(expression)) return;
    if (expression.kind === 'column') this.checkColumn(expression.path, clause);
    else if (!this.grouped.has(this.values.value(expression).sql)) {
      for (const child of childrenOf(expression)) this.check(child, clause);
    }
  }

  private checkColumn(path: readonly string[], clause: GroupedClause): void {
    const name = this.values.scope.ownName(path);
    if (name === undefined || this.grouped.has(this.values.scope.column(path).sql)) return;
    throw new SqlError(
      CLAUSES[clause],
      `Column '${name}' is invalid in the ${clause} because it is not contained in either an aggregate function or the GROUP BY clause.`,
    );
  }
}
