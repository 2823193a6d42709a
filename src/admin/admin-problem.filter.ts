// Turns whatever is thrown on the administration listener into a problem (RFC 9457).
// It must never show more than a Problem's public voice: the listener may be reachable by more than operators.
import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Observer } from '../observability/observation.js';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../problems/problem-body.js';
import { PROBLEMS } from '../problems/problem-codes.js';
import { Problem } from '../problems/problem.js';

const FIRST_SERVER_FAULT = 500;

@Catch()
export class AdminProblemFilter implements ExceptionFilter {
  constructor(
    private readonly observe: Observer,
    private readonly clock: Clock,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(thrown, host.switchToHttp().getResponse<FastifyReply>());
  }

  /** The same for what the router refuses before Nest sees it. */
  answer(thrown: unknown, reply: FastifyReply): void {
    const problem = problemOf(thrown);
    const { status } = PROBLEMS[problem.code];
    const correlationId = newId(this.clock);
    if (status >= FIRST_SERVER_FAULT) this.#tell(problem, thrown, correlationId);
    if (reply.raw.headersSent) return;
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .type(PROBLEM_CONTENT_TYPE)
      .send(Buffer.from(JSON.stringify(problemBody(problem, correlationId))));
  }

  #tell({ code, internal }: Problem, error: unknown, correlationId: string): void {
    const told = { correlationId, operation: 'admin', code, internal: internal ?? code, error };
    this.observe({ kind: 'request-failed', ...told });
  }
}

/** What the listener's own routes cannot cause is nobody's address; the rest is our fault. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (isUnreadableBody(thrown)) return new Problem('invalid-request', { detail: 'The body is not valid JSON.' });
  const isCallers = thrown instanceof HttpException && thrown.getStatus() < FIRST_SERVER_FAULT;
  return isCallers || isRequestFault(thrown)
    ? new Problem('not-found')
    : new Problem('internal-error', { cause: thrown });
}

const BAD_REQUEST = 400;

/** Fastify's own parsers refuse a body in one of these ways. */
function isUnreadableBody(thrown: unknown): boolean {
  if (thrown instanceof HttpException) return thrown.getStatus() === BAD_REQUEST;
  if (!(thrown instanceof Error)) return false;
  return thrown instanceof SyntaxError || ('code' in thrown && String(thrown.code).startsWith('FST_ERR_CTP_'));
}

/** Fastify marks what the caller did with a status below 500. */
function isRequestFault(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return false;
  return typeof thrown.statusCode === 'number' && thrown.statusCode < FIRST_SERVER_FAULT;
}
