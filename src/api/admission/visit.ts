// One request on its way through admission: what the checks read and what they leave behind.
// It must never outlive the request, and never carry the bearer value.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client } from '../../credentials/client.js';
import type { Principal } from '../../credentials/principal.js';
import type { Standing } from '../../credentials/tokens/standing.js';
import type { CacheOutcome } from '../../observability/observation-of-cache.js';
import type { Place } from '../../protection/limits/in-flight.js';
import type { RequestContext } from '../request-context.js';
import type { BanyanRoute } from '../route-config.js';

/** The request's context as admission fills it in; everybody after admission sees it as a RequestContext. */
export class AdmissionContext implements RequestContext {
  correlationId = '';
  /** Of the caller's `traceparent`, 32 hex digits. */
  traceId: string | undefined;
  admitted = false;
  principal: Principal | undefined;
  bulk = false;
  outcome: string | undefined;
  cache: CacheOutcome | undefined;
  #place: Place | undefined;
  #ended = false;

  constructor(
    readonly startedAt: number,
    readonly route: BanyanRoute | undefined,
  ) {}

  /** Keeps a place until the request has ended; gives it back at once when it has, as while a token was verified. */
  hold(place: Place): void {
    if (this.#ended) place.leave();
    else this.#place = place;
  }

  /** The answer has left, or the connection is gone. */
  end(): void {
    this.#ended = true;
    this.#place?.leave();
  }
}

/** What each check gets. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: AdmissionContext;
  /** Left by authentication for the checks after it. */
  standing: Standing | undefined;
  /** Left by the look into the directory, in the turn in which the rest is checked. */
  client: Client | undefined;
}
