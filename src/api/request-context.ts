// What admission leaves on a Fastify request for everything after it.
import type { Principal } from '../credentials/principal.js';

/** Set by admission before anything else runs. */
export interface RequestContext {
  readonly correlationId: string;
  /** Monotonic milliseconds at arrival. */
  readonly startedAt: number;
  /** True only after every check of the route's access has passed; Nest's guard asserts it. */
  admitted: boolean;
  principal: Principal | undefined;
  /** Problem code of the answer, when it is a problem. */
  outcome: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    banyan: RequestContext;
  }
}
