// The RFC 9457 body of a problem. It must never show anything a Problem does not carry in its public voice.
import { PROBLEM_TYPE_BASE, PROBLEMS } from './problem-codes.js';
import type { Problem, RequestFault } from './problem.js';

/** Content type of every problem answer (RFC 9457, section 3). */
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** The members of a problem answer. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly code: string;
  readonly correlationId: string;
  readonly reason?: string;
  readonly commandId?: string;
  readonly errors?: readonly RequestFault[];
}

/** Builds the body; `instance` is the path of the request, without its query. */
export function problemBody(problem: Problem, correlationId: string, instance?: string): ProblemBody {
  const kind = PROBLEMS[problem.code];
  return {
    type: PROBLEM_TYPE_BASE + problem.code,
    title: kind.title,
    status: kind.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(instance === undefined ? {} : { instance }),
    code: problem.code,
    correlationId,
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    ...(problem.commandId === undefined ? {} : { commandId: problem.commandId }),
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
  };
}
