// One request on its way through admission: what the checks read and what they leave behind.
// It must never outlive the request, and never carry the bearer value.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../credentials/principal.js';
import type { Standing } from '../../credentials/tokens/standing.js';
import type { RequestContext } from '../request-context.js';
import type { BanyanRoute } from '../route-config.js';

/** The request's context as admission fills it in; everybody after admission sees it as a RequestContext. */
export class AdmissionContext implements RequestContext {
  correlationId = '';
  /** Of the caller's `traceparent`, 32 hex digits. */
  traceId: string | undefined;
  admitted = false;
  principal: Principal | undefined;
  outcome: string | undefined;

  constructor(
    readonly startedAt: number,
    readonly route: BanyanRoute | undefined,
  ) {}
}

/** What each check gets. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: AdmissionContext;
  /** Left by authentication for the checks after it. */
  standing: Standing | undefined;
}
