// From a read plan to its statement: the only door through which text reaches the ERP for a read.
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import type { ReadPlan } from '../../../src/legacy/read-plan.js';
import type { CodePage } from '../column/fit.js';
import { countStatement, watermarkStatement } from './aggregate-statement.js';
import { childrenStatement } from './children-statement.js';
import { rowsStatement } from './rows-statement.js';
import type { Statement } from './statement.js';

/** Writes the statement of a plan; undefined when the answer is known to be empty. Throws a refusal it cannot write. */
export function planStatement(plan: ReadPlan, codePage: CodePage): Statement | undefined {
  switch (plan.kind) {
    case 'rows':
      return rowsStatement(plan, codePage);
    case 'children':
      return childrenStatement(plan, codePage);
    case 'count':
      return countStatement(plan, codePage);
    case 'watermark':
      return watermarkStatement(plan);
  }
}

/** The answer to a plan whose statement need not be sent. */
export function emptyAnswer(plan: ReadPlan): readonly LegacyRow[] {
  return plan.kind === 'count' ? [['0']] : [];
}
