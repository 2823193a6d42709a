// Takes a read off an HTTP request. The query goes through untouched: whatever is in it, the read path judges.
// It must never decode or parse.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonalQuestion, ReadRequest } from '../../read/read-request.js';
import { callerGoneSignal } from '../http/caller-gone.js';
import { readCacheWish } from './cache-wish.js';
import { callerOfReads } from './caller-of-reads.js';

/** Which operation of which version a route stands for. */
export interface RouteTarget {
  readonly version: string;
  readonly operation: string;
  /** Name of the path parameter, which is that of the key's field. */
  readonly key: string;
}

/** The question in the words of the read path; the key comes decoded from the router. */
export function questionOf(target: RouteTarget, request: FastifyRequest): PersonalQuestion {
  const key = (request.params as Readonly<Record<string, string>>)[target.key];
  const { headers, url = '' } = request.raw;
  const ifNoneMatch = headers['if-none-match'];
  const { principal, bulk = false } = request.banyan;
  const caller = principal === undefined ? undefined : callerOfReads(principal);
  const caching = caller?.mayBypass === true ? readCacheWish(headers['cache-control']) : undefined;
  return {
    version: target.version,
    operation: target.operation,
    ...(key === undefined ? {} : { key }),
    query: queryOf(url),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
    bulk,
    ...(caller === undefined ? {} : { permission: caller.permission }),
    ...(caching === undefined ? {} : { caching }),
  };
}

/** The question, asked by somebody who can go away. */
export function readRequestOf(target: RouteTarget, request: FastifyRequest, reply: FastifyReply): ReadRequest {
  const { correlationId } = request.banyan;
  return { ...questionOf(target, request), correlationId, signal: callerGoneSignal(reply) };
}

function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}
