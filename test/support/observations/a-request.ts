// A request as it is observed when it has been answered, for tests of whoever reads observations.
import type { Observation } from '../../../src/observability/observation.js';

type RequestCompleted = Extract<Observation, { kind: 'request-completed' }>;

/** A list of orders, answered in 20 ms; `change` replaces some of its members. */
export function aRequest(change: Partial<RequestCompleted> = {}): RequestCompleted {
  return {
    kind: 'request-completed',
    correlationId: 'c-1',
    version: 'v1',
    operation: 'orders.list',
    method: 'GET',
    status: 200,
    outcome: 'ok',
    clientId: 'shop',
    durationMs: 20,
    responseBytes: 512,
    ...change,
  };
}
