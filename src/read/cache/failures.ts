// Which failures of a source a kept answer may stand in for. It must never stand in for what is wrong with the question.
import { DeadlineExceeded } from '../../kernel/deadline.js';
import { Problem } from '../../problems/problem.js';
import type { ProblemCode } from '../../problems/problem-codes.js';

const FAILURES: ReadonlyMap<ProblemCode, 'error' | 'outage'> = new Map([
  ['source-unavailable', 'outage'],
  ['source-closed', 'outage'],
  ['lane-full', 'outage'],
  ['source-timeout', 'error'],
  ['source-refused', 'error'],
]);

/** As which kind of failure a problem counts, or undefined. */
export function failureOf(problem: unknown): 'error' | 'outage' | undefined {
  return problem instanceof Problem ? FAILURES.get(problem.code) : undefined;
}

/** What a caller is told who has waited for as long as a read may take. */
export function orTimeout(error: unknown): unknown {
  if (!(error instanceof DeadlineExceeded)) return error;
  return new Problem('source-timeout', { internal: 'an answer that others wait for too did not come', cause: error });
}
