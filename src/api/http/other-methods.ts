// Stands in for the methods an address does not know: OPTIONS tells what it knows, everything else is 405 with Allow.
// It must never shadow a method that has a handler.
import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MERGE_PATCH } from './content-types.js';

/** CONNECT never reaches a handler; the server closes it. */
const ROUTABLE = METHODS.filter((method) => method !== 'CONNECT');

/** Collects the methods of every address registered from now on. Call before the first route. */
export function collectMethods(instance: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  instance.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    known.set(url, methods);
  });
  for (const method of ROUTABLE) {
    if (!instance.supportedMethods.includes(method)) instance.addHttpMethod(method, { hasBody: true });
  }
  return known;
}

/** Registers a stand-in at every address for every method it has no handler for. Call after the last route. */
export function answerOtherMethods(instance: FastifyInstance, known: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [url, methods] of [...known]) {
    const allow = [...methods, 'OPTIONS'].sort((a, b) => a.localeCompare(b)).join(', ');
    instance.route({
      url,
      method: ROUTABLE.filter((method) => !methods.has(method)),
      config: { allow, banyan: { operation: 'unknown', access: 'public' } },
      handler: answerOptions,
    });
  }
}

/** Only OPTIONS gets here; other methods are refused on arrival. */
function answerOptions(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .code(204)
    .header('allow', request.routeOptions.config.allow ?? '')
    .header('cache-control', 'no-store')
    .headers(acceptPatch(request))
    .send();
}

/** RFC 5789, section 3.1: an address that can be patched says with what. */
function acceptPatch(request: FastifyRequest): Readonly<Record<string, string>> {
  const allow = (request.routeOptions.config.allow ?? '').split(', ');
  return allow.includes('PATCH') ? { 'accept-patch': MERGE_PATCH } : {};
}
