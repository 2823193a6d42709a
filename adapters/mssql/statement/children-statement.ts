// The statement of a ChildrenPlan: the children of many parents at once, at most so many of each.
import type { Column } from '../../../src/facade/binding.js';
import type { ChildrenPlan } from '../../../src/legacy/read-plan.js';
import type { CodePage } from '../column/fit.js';
import { columnName, operationComment, quoted, viewName } from './identifier.js';
import { orderTerms } from './order-by.js';
import { writeParents } from '../predicate/parents.js';
import { writePredicate } from '../predicate/predicate.js';
import { selectList } from './select-list.js';
import { INT, Parameters, type Statement } from './statement.js';
import { joinLines } from '../predicate/where.js';

/** Writes the statement; undefined when no row can match. Rows come parent by parent, in the plan's order. */
export function childrenStatement(plan: ChildrenPlan, codePage: CodePage): Statement | undefined {
  const parameters = new Parameters();
  const context = { parameters, codePage };
  const list = selectList(plan.columns);
  parameters.named('perParent', INT, plan.perParent);
  const where = joinLines([
    writeParents(plan.match, plan.parents, context),
    ...plan.where.map((predicate) => writePredicate(predicate, context)),
  ]);
  if (where === undefined) return undefined;
  const match = plan.match.map(columnName).join(', ');
  const order = orderTerms(plan.order);
  const inner = distinct([...plan.columns, ...plan.match, ...plan.order.map((term) => term.column)]);
  const number = quoted(unusedName(inner));
  const lines = [
    operationComment(plan.operation),
    `SELECT ${list.text}`,
    `FROM (SELECT ${inner.map(columnName).join(', ')},`,
    `ROW_NUMBER() OVER (PARTITION BY ${match} ORDER BY ${order === '' ? match : order}) AS ${number}`,
    `FROM ${viewName(plan.view)}`,
    ...where,
    `) AS [children]`,
    `WHERE ${number} <= @perParent`,
    `ORDER BY ${match}, ${number}`,
  ];
  return { text: lines.join('\n'), parameters: parameters.list, decoders: list.decoders };
}

function distinct(columns: readonly Column[]): readonly Column[] {
  return [...new Map(columns.map((column) => [column.name, column])).values()];
}

/** A name no column of the view's list has; SQL Server compares names without regard to case by default. */
function unusedName(columns: readonly Column[]): string {
  const taken = new Set(columns.map((column) => column.name.toLowerCase()));
  let name = 'child_number';
  while (taken.has(name)) name += '_';
  return name;
}
