// Tells the observer how every request ended: answered, or given up by its caller.
// It must never tell the same request twice; Fastify runs exactly one of the two hooks for each.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import type { Observation, Observer } from '../../observability/observation.js';
import { PROBLEMS } from '../../problems/problem-codes.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { RequestContext } from '../request-context.js';
import { AdmissionContext } from './visit.js';

type Completed = Extract<Observation, { readonly kind: 'request-completed' }>;
type Outcome = Completed['outcome'];

/** What accounting needs. */
export interface AccountingServices {
  readonly clock: Clock;
  readonly observe: Observer;
}

/** Adds one observation per request to the instance: after the last byte, or when the connection is gone before it. */
export function registerAccounting(fastify: FastifyInstance, services: AccountingServices): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    account(request, reply, services, outcomeOf(request, reply));
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    account(request, undefined, services, 'aborted');
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
  const route = context instanceof AdmissionContext ? context.route : undefined;
  observe({
    kind: 'request-completed',
    correlationId: context.correlationId,
    version: route?.version,
    operation: route?.operation ?? 'unknown',
    method: request.method,
    status: reply?.statusCode ?? CLIENT_CLOSED_REQUEST,
    outcome,
    clientId: context.principal?.clientId,
    durationMs: clock.monotonic() - context.startedAt,
    responseBytes: reply === undefined ? undefined : lengthOf(reply),
  });
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
