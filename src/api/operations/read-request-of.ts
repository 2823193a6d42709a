// Takes a ReadRequest off an HTTP request. The query goes through untouched: whatever is in it, the read path judges.
// It must never decode or parse.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadRequest } from '../../read/read-request.js';
import { callerGoneSignal } from '../http/caller-gone.js';

/** Which operation of which version a route stands for. */
export interface RouteTarget {
  readonly version: string;
  readonly operation: string;
  /** Name of the path parameter, which is that of the key's field. */
  readonly key: string;
}

/** The request in the words of the read path; the key comes decoded from the router. */
export function readRequestOf(target: RouteTarget, request: FastifyRequest, reply: FastifyReply): ReadRequest {
  const key = (request.params as Readonly<Record<string, string>>)[target.key];
  const ifNoneMatch = request.headers['if-none-match'];
  return {
    version: target.version,
    operation: target.operation,
    ...(key === undefined ? {} : { key }),
    query: queryOf(request.raw.url ?? ''),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    correlationId: request.banyan.correlationId,
    signal: callerGoneSignal(reply),
  };
}

function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}
