// What every Fastify route carries for admission: its operation and who may call it.
// A route without this configuration is refused (fail closed).
import type {} from 'fastify';
import type { AnswerAtOnce, DirectHandler } from './direct-routes.js';

/** `public`: anybody. `scoped`: a token whose scopes cover the operation. `own`: any token, for what is its client's. */
export type Access = 'public' | 'scoped' | 'own';

/** Put on a route with Nest's `@RouteConfig({ banyan: … })`. */
export interface BanyanRoute {
  /** Operation id (`orders.list`), or the name of a built-in route (`token`, `health`, `document`, `docs`). */
  readonly operation: string;
  readonly version?: string;
  readonly access: Access;
  /** The one content type the route takes; it may still be sent no body. */
  readonly content?: string;
  /** Answers in the place of Nest's handler; see direct-routes.ts. */
  readonly handle?: DirectHandler;
  /** Answers as soon as the request is admitted, where it can; see operations/answer-at-once.ts. */
  readonly recall?: AnswerAtOnce;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    banyan?: BanyanRoute;
    /** Set on the routes that stand in for methods an address does not know: the value of their Allow field. */
    allow?: string;
  }
}
