// The statement of a RowsPlan: one page of a view.
import type { RowsPlan } from '../../../src/legacy/read-plan.js';
import type { CodePage } from '../column/fit.js';
import { operationComment, viewName } from './identifier.js';
import { writeKeyset } from '../predicate/keyset.js';
import { orderTerms } from './order-by.js';
import { writePredicate } from '../predicate/predicate.js';
import { selectList } from './select-list.js';
import { INT, Parameters, type Statement } from './statement.js';
import { joinLines } from '../predicate/where.js';

/** Writes the statement; undefined when no row can match, so that the ERP need not be asked. */
export function rowsStatement(plan: RowsPlan, codePage: CodePage): Statement | undefined {
  const parameters = new Parameters();
  const context = { parameters, codePage };
  const list = selectList(plan.columns);
  parameters.named('limit', INT, plan.limit);
  const predicates = plan.where.map((predicate) => writePredicate(predicate, context));
  if (plan.after !== undefined) predicates.push(writeKeyset(plan.order, plan.after, context));
  const where = joinLines(predicates);
  if (where === undefined) return undefined;
  const lines = [
    operationComment(plan.operation),
    `SELECT TOP (@limit) ${list.text}`,
    `FROM ${viewName(plan.view)}`,
    ...where,
    ...(plan.order.length === 0 ? [] : [`ORDER BY ${orderTerms(plan.order)}`]),
  ];
  return { text: lines.join('\n'), parameters: parameters.list, decoders: list.decoders };
}
