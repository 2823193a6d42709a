// What the caller reads when a source does not answer: one table from faults to problems.
// It must never pass on a word of the ERP; that goes to the log only.
import { DeadlineExceeded } from '../kernel/deadline.js';
import { SourceFault } from '../legacy/source-fault.js';
import type { SourceFaultKind } from '../legacy/source-fault.js';
import { Problem } from '../problems/problem.js';
import type { ProblemCode } from '../problems/problem-codes.js';

interface Row {
  readonly code: ProblemCode;
  readonly retryAfterSeconds?: number;
}

const TABLE: Readonly<Record<SourceFaultKind, Row>> = {
  refused: { code: 'source-refused' },
  transient: { code: 'source-unavailable', retryAfterSeconds: 1 },
  unavailable: { code: 'source-unavailable', retryAfterSeconds: 5 },
  lost: { code: 'source-unavailable', retryAfterSeconds: 5 },
  'timed-out': { code: 'source-timeout' },
  // Nobody is there to read the answer: the caller has gone. The log still gets one.
  cancelled: { code: 'source-unavailable' },
};

/** The problem of a failed statement; `signal` is the request's, and tells a deadline from a caller who has gone. */
export function sourceProblem(error: unknown, signal: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SourceFault && error.kind !== 'cancelled') return problem(error.kind, error);
  if (error instanceof SourceFault || error === signal.reason) return problem(endOf(signal), error);
  return new Problem('internal-error', { internal: 'reading failed', cause: error });
}

function endOf(signal: AbortSignal): SourceFaultKind {
  return signal.reason instanceof DeadlineExceeded ? 'timed-out' : 'cancelled';
}

function problem(kind: SourceFaultKind, cause: unknown): Problem {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new Problem(TABLE[kind].code, { ...TABLE[kind], internal: `${kind}: ${words}`, cause });
}
