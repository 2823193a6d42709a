// The content types of bodies: JSON, or JSON Merge Patch where a route declares it.
// It must never read a body of another type than the route's own.
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { Problem } from '../problems/problem.js';
import { MERGE_PATCH } from './routes/admin-route.js';

const JSON_CONTENT = 'application/json';

/** Call before the first route. */
export function receiveBodies(instance: FastifyInstance): void {
  instance.removeContentTypeParser('text/plain');
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.addContentTypeParser(MERGE_PATCH, { parseAs: 'string' }, parse);
  instance.addHook('preParsing', requireType);
}

function requireType(
  { headers, routeOptions }: FastifyRequest,
  _reply: FastifyReply,
  _payload: unknown,
  done: HookHandlerDoneFunction,
): void {
  const { admin } = routeOptions.config;
  const wanted = admin?.takes ?? JSON_CONTENT;
  const [sent = ''] = (headers['content-type'] ?? '').split(';', 1);
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (admin === undefined || !hasBody || sent.trim().toLowerCase() === wanted) done();
  else done(new Problem('unsupported-media-type', { detail: `Send the body as ${wanted}.` }));
}
