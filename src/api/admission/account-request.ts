// Tells the observer how every request ended: answered, or given up by its caller.
// It must never tell the same request twice, nor leave one out because its caller went away at an odd moment.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import type { Observation, Observer } from '../../observability/observation.js';
import { PROBLEMS } from '../../problems/problem-codes.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { RequestContext } from '../request-context.js';
import type { BanyanRoute } from '../route-config.js';
import { OpenRequests } from '../sockets/open-requests.js';
import { AdmissionContext } from './visit.js';

type Completed = Extract<Observation, { readonly kind: 'request-completed' }>;
type Outcome = Completed['outcome'];

/** What accounting needs. */
export interface AccountingServices {
  readonly clock: Clock;
  readonly observe: Observer;
}

/**
 * Adds one observation per request to the instance: after the last byte, or when the connection is gone before it. Call
 * before admission is registered: what admission refuses ends as well.
 */
export function registerAccounting(fastify: FastifyInstance, services: AccountingServices): void {
  const open = new OpenRequests((request) => account(request, undefined, services, 'aborted'));
  fastify.addHook('onRequest', (request, _reply, done) => {
    open.add(request);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    if (open.remove(request)) account(request, reply, services, outcomeOf(request, reply));
    done();
  });
}

/** Also tells requests that the router refused before admission could see them, if somebody gave them a context. */
function account(
  request: FastifyRequest,
  reply: FastifyReply | undefined,
  { clock, observe }: AccountingServices,
  outcome: Outcome,
): void {
  const context = request.banyan as RequestContext | null | undefined;
  if (context === null || context === undefined) return;
  const { version, operation = 'unknown' } = (context instanceof AdmissionContext && endOf(context)) || NO_ROUTE;
  observe({
    kind: 'request-completed',
    correlationId: context.correlationId,
    version,
    operation,
    method: request.method,
    status: reply?.statusCode ?? CLIENT_CLOSED_REQUEST,
    outcome,
    clientId: context.principal?.clientId,
    durationMs: clock.monotonic() - context.startedAt,
    responseBytes: reply === undefined ? undefined : lengthOf(reply),
    cache: context.cache,
  });
}

const NO_ROUTE: Partial<BanyanRoute> = Object.freeze({});

/** Gives back what the request held; tells its route. */
function endOf(context: AdmissionContext): BanyanRoute | undefined {
  context.end();
  return context.route;
}

/** No status was sent; nginx's number for a caller who hung up is what operators know from other logs. */
const CLIENT_CLOSED_REQUEST = 499;

function outcomeOf(request: FastifyRequest, reply: FastifyReply): Outcome {
  const { outcome } = request.banyan;
  if (outcome !== undefined && isProblemCode(outcome)) return outcome;
  if (reply.statusCode === 304) return 'not-modified';
  return reply.statusCode < 400 ? 'ok' : reply.statusCode < 500 ? 'invalid-request' : 'internal-error';
}

function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** The announced length; undefined for a streamed answer. */
function lengthOf(reply: FastifyReply): number | undefined {
  const length = Number(reply.getHeader('content-length') ?? NaN);
  return Number.isInteger(length) ? length : undefined;
}
