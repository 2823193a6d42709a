// What a source of this adapter would send for a plan, without a source. It must never connect.
import type { ReadPlan } from '../../src/legacy/read-plan.js';
import type { Explanation } from '../../src/legacy/source.port.js';
import { windows1252 } from './connection/code-page.js';
import { explainStatement } from './explain-statement.js';
import { planStatement } from './statement/plan-statement.js';

/** Text and parameters of a plan, for a server whose collation is Western European. */
export function explainMssqlPlan(plan: ReadPlan): Explanation {
  return explainStatement(planStatement(plan, windows1252));
}
