// What is known about a request before and after admission: correlation, arrival, admittance, outcome.
// It must never hold a token or anything of the query.
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../credentials/principal.js';
import type { Clock } from '../kernel/clock.js';
import { isCorrelationId, newId } from '../kernel/ids.js';
import type { CacheOutcome } from '../observability/observation-of-cache.js';
import { CORRELATION_HEADER } from './correlation/assign-correlation.js';

/** Made when a request arrives; admission completes it. */
export interface RequestContext {
  readonly correlationId: string;
  /** Monotonic milliseconds at arrival. */
  readonly startedAt: number;
  /** True only after every check of the route's access has passed; Nest's guard asserts it. */
  admitted: boolean;
  principal: Principal | undefined;
  /** True when its client's plan is for bulk work. */
  bulk?: boolean;
  /** Of a read that was answered: how the cache took part. */
  cache?: CacheOutcome | undefined;
  /** Problem code of the answer, when it is a problem. */
  outcome: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    banyan: RequestContext;
  }
}

/**
 * The context of a request. Admission has made it, except where the router refuses before any hook has run. The caller's
 * correlation id is taken only when it is safe to echo and to log; otherwise a new one is made.
 */
export function contextOf(request: FastifyRequest, clock: Clock): RequestContext {
  const existing = request.banyan as RequestContext | null | undefined;
  if (existing !== null && existing !== undefined) return existing;
  const offered = request.headers[CORRELATION_HEADER];
  const context: RequestContext = {
    correlationId: typeof offered === 'string' && isCorrelationId(offered) ? offered : newId(clock),
    startedAt: clock.monotonic(),
    admitted: false,
    principal: undefined,
    outcome: undefined,
  };
  request.banyan = context;
  return context;
}
