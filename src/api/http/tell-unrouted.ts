// Tells the end of what never got a route, and so never passed admission and its accounting.
// It must never be used for a request that did.
import type { Observer } from '../../observability/observation.js';
import { PROBLEMS } from '../../problems/problem-codes.js';
import type { ProblemCode } from '../../problems/problem-codes.js';

/** What is known about such a request. */
export interface Unrouted {
  readonly correlationId: string;
  readonly method: string | undefined;
  readonly code: ProblemCode;
}

/** One request-completed under the operation `unknown`; how long it took is not known. */
export function tellUnrouted(observe: Observer, { correlationId, method, code }: Unrouted): void {
  observe({
    kind: 'request-completed',
    correlationId,
    version: undefined,
    operation: 'unknown',
    method: method ?? 'unknown',
    status: PROBLEMS[code].status,
    outcome: code,
    clientId: undefined,
    durationMs: 0,
    responseBytes: undefined,
  });
}
