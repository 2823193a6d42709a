// Turns whatever is thrown on the administration listener into a problem (RFC 9457).
// It must never show more than a Problem's public voice: the listener may be reachable by more than administrators.
import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../problems/problem-body.js';
import { PROBLEMS } from '../problems/problem-codes.js';
import type { ProblemCode } from '../problems/problem-codes.js';
import { instanceOf } from '../problems/problem-instance.js';
import { Problem } from '../problems/problem.js';
import { CORRELATION_HEADER, correlationOf } from './guard/register-admission.js';
import { methodsOf } from './other-methods.js';
import type { MethodsAt } from './other-methods.js';
import type { AdminRoute } from './routes/admin-route.js';

const FIRST_SERVER_FAULT = 500;

@Catch()
export class AdminProblemFilter implements ExceptionFilter {
  readonly #methodsAt: MethodsAt;

  /** @param routes those of /admin/v1 that are served */
  constructor(
    private readonly observe: Observer,
    private readonly clock: Clock,
    routes: readonly AdminRoute[] = [],
  ) {
    this.#methodsAt = methodsOf(routes);
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** The same for what the router refuses before Nest sees it. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.#problemOf(thrown, request);
    const { status } = PROBLEMS[problem.code];
    const correlationId = correlationOf(request, this.clock);
    if (status >= FIRST_SERVER_FAULT) this.#tell(problem, thrown, correlationId);
    if (reply.raw.headersSent) return;
    reply
      .code(status)
      .headers(problem.headers)
      .headers({ 'cache-control': 'no-store', [CORRELATION_HEADER]: correlationId, ...retryAfter(problem) })
      .type(PROBLEM_CONTENT_TYPE)
      .send(Buffer.from(JSON.stringify(problemBody(problem, correlationId, instanceOf(request.url)))));
  }

  #tell({ code, internal }: Problem, error: unknown, correlationId: string): void {
    const told = { correlationId, operation: 'admin', code, internal: internal ?? code, error };
    this.observe({ kind: 'request-failed', ...told });
  }

  #problemOf(thrown: unknown, { is404, url }: FastifyRequest): Problem {
    if (is404) {
      const allow = this.#methodsAt(url).join(', ');
      if (allow === '') return new Problem('not-found');
      return new Problem('method-not-allowed', { detail: `Allowed: ${allow}.`, headers: { Allow: allow } });
    }
    return problemOf(thrown);
  }
}

function retryAfter({ retryAfterSeconds }: Problem): Readonly<Record<string, string>> {
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}

const UNREADABLE = 'The body is not valid JSON.';

/** What Fastify's own parsers refuse, by its code. */
const FASTIFY_FAULTS: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported-media-type'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('content-too-large'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('invalid-request', { detail: UNREADABLE }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem('invalid-request', { detail: UNREADABLE }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('invalid-request', { detail: UNREADABLE }),
};

const BAD_REQUEST = 400;
/** What Nest and Fastify mark with a status alone. */
const MARKED: Readonly<Record<number, ProblemCode>> = { 413: 'content-too-large', 415: 'unsupported-media-type' };

/** What the caller has done wrong to an address that there is; the rest is our fault. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const foreseen = FASTIFY_FAULTS[code]?.();
  if (foreseen !== undefined) return foreseen;
  if (thrown instanceof SyntaxError || statusOf(thrown) === BAD_REQUEST) {
    return new Problem('invalid-request', { detail: UNREADABLE });
  }
  const marked = MARKED[statusOf(thrown) ?? 0];
  if (marked !== undefined) return new Problem(marked);
  const isCallers = (statusOf(thrown) ?? FIRST_SERVER_FAULT) < FIRST_SERVER_FAULT;
  return isCallers ? new Problem('not-found') : new Problem('internal-error', { cause: thrown });
}

/** Fastify marks what the caller did with a status below 500. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}
