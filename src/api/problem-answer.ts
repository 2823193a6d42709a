// The only place where something thrown becomes an answer (RFC 9457): for Nest's filter, Fastify's error handler and
// the router's own refusals. It must never show anything of an error that is not a Problem.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../problems/problem-body.js';
import { PROBLEMS } from '../problems/problem-codes.js';
import { instanceOf } from '../problems/problem-instance.js';
import { Problem } from '../problems/problem.js';
import { CORRELATION_HEADER } from './correlation/assign-correlation.js';
import { CallerGone } from './http/caller-gone.js';
import { problemOfFramework } from './http/framework-faults.js';
import type { HttpLimits } from './http/http-limits.js';
import { contextOf } from './request-context.js';

/** What answering a problem needs from outside. */
export interface ProblemAnswerDependencies {
  readonly observe: Observer;
  readonly clock: Clock;
  readonly limits: HttpLimits;
}

/** Answers a request with the problem for whatever was thrown. Never throws. */
export type ProblemAnswer = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void;

const FIRST_SERVER_FAULT = 500;

/** What is shed is told in sums: a line for each would be the next thing to cost too much. */
function isFailure({ code }: Problem): boolean {
  return PROBLEMS[code].status >= FIRST_SERVER_FAULT && code !== 'overloaded';
}

/** Makes the function that ends every request that went wrong. */
export function createProblemAnswer(dependencies: ProblemAnswerDependencies): ProblemAnswer {
  return (thrown, request, reply) => {
    const context = contextOf(request, dependencies.clock);
    if (thrown instanceof CallerGone) {
      endSilently(reply);
      return;
    }
    const { bodyLimit: bodyBytes } = request.routeOptions;
    const problem = problemOf(thrown, { ...dependencies.limits, bodyBytes });
    context.outcome = problem.code;
    if (isFailure(problem)) observeFailure(dependencies.observe, problem, request);
    if (reply.sent || reply.raw.headersSent || reply.raw.destroyed) endSilently(reply);
    else sendProblem(problem, context.correlationId, request, reply);
  };
}

/** Any thrown thing as a Problem; what nobody foresaw is an internal error. */
export function problemOf(thrown: unknown, limits: HttpLimits): Problem {
  if (thrown instanceof Problem) return thrown;
  const foreseen = problemOfFramework(thrown, limits);
  return foreseen ?? new Problem('internal-error', { internal: 'an error nobody foresaw', cause: thrown });
}

/** All header fields of a problem answer besides its content type and length. */
export function problemHeaders(problem: Problem, correlationId: string): Readonly<Record<string, string>> {
  return {
    ...(problem.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    ...Object.fromEntries(Object.entries(problem.headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    [CORRELATION_HEADER]: correlationId,
  };
}

function sendProblem(problem: Problem, correlationId: string, request: FastifyRequest, reply: FastifyReply): void {
  const body = Buffer.from(JSON.stringify(problemBody(problem, correlationId, instanceOf(request.raw.url ?? ''))));
  // What the caller still has to send is not worth reading, and left on the socket it could pass for a request.
  if (hasUnreadContent(request)) reply.header('connection', 'close');
  reply
    .code(PROBLEMS[problem.code].status)
    .headers(problemHeaders(problem, correlationId))
    .type(PROBLEM_CONTENT_TYPE)
    .send(body);
}

function observeFailure(observe: Observer, problem: Problem, request: FastifyRequest): void {
  observe({
    kind: 'request-failed',
    correlationId: request.banyan.correlationId,
    operation: request.routeOptions.config.banyan?.operation ?? 'unknown',
    code: problem.code,
    internal: problem.internal ?? problem.code,
    error: problem.cause,
  });
}

/** The caller has left, or half of an answer is out already: all that remains is to close. */
function endSilently(reply: FastifyReply): void {
  if (!reply.raw.writableEnded) reply.raw.destroy();
}

function hasUnreadContent(request: FastifyRequest): boolean {
  if (request.raw.complete) return false;
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}
