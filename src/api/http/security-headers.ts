// Header fields every answer carries, whoever made it. They must never depend on the request.
import type { FastifyInstance } from 'fastify';

/** A year: https://www.rfc-editor.org/rfc/rfc6797#section-6.1 */
const STRICT_TRANSPORT = 'max-age=31536000';

/** Keeps browsers from guessing content types and, under TLS, from falling back to plain HTTP. */
export function addSecurityHeaders(instance: FastifyInstance, secure: boolean): void {
  instance.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    if (secure) reply.header('strict-transport-security', STRICT_TRANSPORT);
    done();
  });
}
