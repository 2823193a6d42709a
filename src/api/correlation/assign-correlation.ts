// Gives the request its correlation id and takes over the caller's trace id.
// It must never echo or log a text that does not have the agreed shape.
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCorrelationId } from '../../kernel/ids.js';
import { readTraceId } from './read-trace-id.js';

/** In lower case, as Node delivers header names. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** The part of a visit that this step touches; declared here, so that this file knows nothing of admission. */
interface CorrelatedVisit {
  readonly request: Pick<FastifyRequest, 'raw'>;
  readonly reply: FastifyReply;
  readonly context: { correlationId: string; traceId: string | undefined };
}

/** Keeps the caller's id if it is well-formed, or makes one; the answer carries it either way. Always passes. */
export function assignCorrelation({ request, reply, context }: CorrelatedVisit): undefined {
  const { headers } = request.raw;
  const offered = headers[CORRELATION_HEADER];
  context.correlationId = typeof offered === 'string' && isCorrelationId(offered) ? offered : randomUUID();
  context.traceId = readTraceId(headers['traceparent']);
  reply.header(CORRELATION_HEADER, context.correlationId);
  return undefined;
}
