// The statements that ask for one number: how many rows match, and how fresh the source is.
import type { CountPlan, WatermarkPlan } from '../../../src/legacy/read-plan.js';
import { decoderOf } from '../column/decode.js';
import type { CodePage } from '../column/fit.js';
import { columnName, operationComment, viewName } from './identifier.js';
import { exactly } from './select-list.js';
import { Parameters, type Statement } from './statement.js';
import { comparableTypeOf } from '../column/typed-column.js';
import { whereLines } from '../predicate/where.js';

/** Counts with COUNT_BIG, because COUNT overflows beyond 2^31; undefined when no row can match. */
export function countStatement(plan: CountPlan, codePage: CodePage): Statement | undefined {
  const parameters = new Parameters();
  const where = whereLines(plan.where, { parameters, codePage });
  if (where === undefined) return undefined;
  const lines = [operationComment(plan.operation), 'SELECT COUNT_BIG(*)', `FROM ${viewName(plan.view)}`, ...where];
  return { text: lines.join('\n'), parameters: parameters.list, decoders: [undefined] };
}

export function watermarkStatement(plan: WatermarkPlan): Statement {
  const type = comparableTypeOf(plan.column);
  const lines = [
    operationComment(plan.operation),
    `SELECT ${exactly(`MAX(${columnName(plan.column)})`, type)}`,
    `FROM ${viewName(plan.view)}`,
  ];
  return { text: lines.join('\n'), parameters: [], decoders: [decoderOf(type)] };
}
