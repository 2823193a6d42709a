// What a request is refused for before anybody asks who sent it: too long, too many, nothing there, wrong method.
// All of it is public knowledge. It must never look at the query or read the body.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../problems/problem.js';
import { acceptsJson } from './accept.js';
import { contentTooLarge, headersTooLarge, uriTooLong } from './framework-faults.js';
import type { HttpLimits } from './http-limits.js';

/** Fastify makes it anew each time it is asked for. */
type Route = Pick<FastifyRequest['routeOptions'], 'config' | 'bodyLimit'>;

type Check = (request: FastifyRequest, limits: HttpLimits, route: Route) => Problem | undefined;

/** In this order; the first refusal counts. */
const CHECKS: readonly Check[] = [
  checkAddress,
  checkFields,
  checkRoute,
  checkMethod,
  checkContentLength,
  checkNoContent,
  checkAccept,
];

/** The problem to refuse this request with at once, or undefined. */
export function refuseEarly(request: FastifyRequest, limits: HttpLimits): Problem | undefined {
  const route = request.routeOptions;
  for (const check of CHECKS) {
    const problem = check(request, limits, route);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** RFC 9112, section 3.2: a request target has no fragment; a router and a proxy could cut it differently. */
function checkAddress(request: FastifyRequest, limits: HttpLimits): Problem | undefined {
  const target = request.raw.url ?? '';
  if (target.length > limits.urlBytes) return uriTooLong(limits);
  if (!target.includes('#')) return undefined;
  return new Problem('invalid-request', { detail: 'The request address must not contain a fragment (#).' });
}

/**
 * Not too many, not too long, and one Host: RFC 9112, section 3.2, or two servers on the way could each believe another
 * one. All of them are walked once.
 */
function checkFields({ raw: { rawHeaders, httpVersion } }: FastifyRequest, limits: HttpLimits): Problem | undefined {
  if (rawHeaders.length > limits.headerCount * 2) return headersTooLarge(limits);
  let bytes = 0;
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    bytes += name.length + (rawHeaders[index + 1]?.length ?? 0);
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (bytes > limits.headerBytes) return headersTooLarge(limits);
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) return undefined;
  return new Problem('invalid-request', { detail: 'A request has exactly one Host header field.' });
}

/** The router lets a path parameter be empty (`/v1/orders/`), which addresses nothing. */
function checkRoute(request: FastifyRequest): Problem | undefined {
  if (request.is404) return new Problem('not-found');
  const parameters = request.params as Readonly<Record<string, string>>;
  for (const name in parameters) if (parameters[name] === '' && name !== '*') return new Problem('not-found');
  return undefined;
}

function checkMethod(request: FastifyRequest, _limits: HttpLimits, { config: { allow } }: Route): Problem | undefined {
  if (allow === undefined || request.method === 'OPTIONS') return undefined;
  return new Problem('method-not-allowed', { detail: `Allowed: ${allow}.`, headers: { Allow: allow } });
}

/** A route may have a limit of its own; a body without a length is counted while it arrives. */
function checkContentLength(request: FastifyRequest, _limits: HttpLimits, { bodyLimit }: Route): Problem | undefined {
  return Number(request.headers['content-length'] ?? 0) > bodyLimit ? contentTooLarge(bodyLimit) : undefined;
}

/** RFC 9110, section 9.3.1: content of a GET has no meaning, and is a known way to smuggle a second request. */
function checkNoContent(request: FastifyRequest): Problem | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) return undefined;
  return new Problem('invalid-request', { detail: `${request.method} takes no content; send it without a body.` });
}

function checkAccept(request: FastifyRequest, _limits: HttpLimits, { config }: Route): Problem | undefined {
  const access = config.banyan?.access ?? 'public';
  if (access === 'public' || acceptsJson(request.headers.accept)) return undefined;
  return new Problem('not-acceptable', { detail: 'The answer is application/json.' });
}
