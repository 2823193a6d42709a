// The content types of request bodies that hold JSON, received as they are: the write path reads them itself.
// It must never parse: what a body means is decided once, after its key was looked at.
import type { FastifyInstance, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { Problem } from '../../problems/problem.js';

export const JSON_CONTENT = 'application/json';
/** RFC 7396. */
export const MERGE_PATCH = 'application/merge-patch+json';

/** Takes JSON bodies as bytes, and holds each route to the one type it declares. Call before the first route. */
export function receiveJsonBodies(instance: FastifyInstance): void {
  instance.removeContentTypeParser(JSON_CONTENT);
  instance.addContentTypeParser([JSON_CONTENT, MERGE_PATCH], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  instance.addHook('onRoute', (route) => {
    const content = route.config?.banyan?.content;
    if (content !== undefined) route.preParsing = requireType(content);
  });
}

type PreParsing = (request: FastifyRequest, reply: unknown, payload: unknown, done: HookHandlerDoneFunction) => void;

/** Before parsing, so that a body of another type is not even looked at. */
function requireType(content: string): PreParsing {
  return (request, _reply, _payload, done) => {
    const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
    if (!hasBody(request) || type.trim().toLowerCase() === content) done();
    else done(refuse(content));
  };
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuse(content: string): Problem {
  const headers: Readonly<Record<string, string>> = content === MERGE_PATCH ? { 'Accept-Patch': MERGE_PATCH } : {};
  return new Problem('unsupported-media-type', { detail: `Send the body as ${content}.`, headers });
}
