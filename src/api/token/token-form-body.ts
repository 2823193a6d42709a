// Lets the token route, and no other, receive a form; and lets that route receive nothing but a form.
// It must never parse the form: the endpoint does.
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { Problem } from '../../problems/problem.js';

/** The operation name of the token route, as its route configuration carries it. */
export const TOKEN_OPERATION = 'token';

const FORM = 'application/x-www-form-urlencoded';
/** Room for an assertion twice over. Whoever sends more has proven nothing yet, and is refused before it is read. */
const LARGEST_FORM = 16_384;

/** Call it once, before the application is initialised: Nest's own form parser stays away when there is one. */
export function registerTokenFormBody(adapter: FastifyAdapter): void {
  adapter.useBodyParser(FORM, false, { bodyLimit: LARGEST_FORM }, (request, body: Buffer, done) => {
    if (isTokenRoute(request)) done(null, body.toString('utf8'));
    else done(unsupported('application/json'), undefined);
  });
  adapter.getInstance<FastifyInstance>().addHook('onRoute', (route) => {
    if (route.config?.banyan?.operation !== TOKEN_OPERATION) return;
    route.bodyLimit = LARGEST_FORM;
    route.preParsing = requireForm;
  });
}

function isTokenRoute(request: FastifyRequest): boolean {
  return request.routeOptions.config.banyan?.operation === TOKEN_OPERATION;
}

/** Before parsing, so that a body of another type is not even looked at. */
function requireForm(request: FastifyRequest, _reply: unknown, _payload: unknown, done: HookHandlerDoneFunction): void {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() === FORM) done();
  else done(unsupported(FORM));
}

function unsupported(allowed: string): Problem {
  return new Problem('unsupported-media-type', { detail: `Send the body as ${allowed}.` });
}
