// Admits every request to the administration listener before anything of it is read: Fastify's side of the door.
// It must never let a request pass whose route says neither who may call it nor that anybody may.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Acting } from '../../credentials/desk/acting.js';
import type { Clock } from '../../kernel/clock.js';
import { isCorrelationId, newId } from '../../kernel/ids.js';
import { Problem } from '../../problems/problem.js';
import { admitAdministrator } from './admit-administrator.js';
import type { AdministratorGate } from './administrator-gate.js';

/** In lower case, as Node delivers header names. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** What the door leaves on a request. */
export interface Admission {
  readonly correlationId: string;
  /** After every check has passed. */
  readonly admitted: boolean;
  /** Of routes that administrators only may call. */
  readonly acting?: Acting;
}

declare module 'fastify' {
  interface FastifyRequest {
    administration?: Admission;
  }
}

/** The id of a request: the one that was sent, where it is safe to repeat, or a new one. */
export function correlationOf({ administration, headers }: FastifyRequest, clock: Clock): string {
  if (administration !== undefined) return administration.correlationId;
  const offered = headers[CORRELATION_HEADER];
  return typeof offered === 'string' && isCorrelationId(offered) ? offered : newId(clock);
}

/** Adds the door to a listener. Without a gate nobody is let in to what is not open. */
export function registerAdmission(instance: FastifyInstance, clock: Clock, gate?: AdministratorGate): void {
  instance.addHook('onRequest', async (request, reply) => {
    const correlationId = correlationOf(request, clock);
    request.administration = { correlationId, admitted: false };
    reply.headers({ [CORRELATION_HEADER]: correlationId, 'cache-control': 'no-store', ...PLAIN_CONTENT });
    request.administration = await admit(request, reply, correlationId, gate);
  });
}

const PLAIN_CONTENT = { 'x-content-type-options': 'nosniff' };

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  correlationId: string,
  gate: AdministratorGate | undefined,
): Promise<Admission> {
  const { admin: route, open } = request.routeOptions.config;
  if (open === true) return { correlationId, admitted: true };
  // Which addresses there are is public knowledge; what stands there is not.
  if (request.is404) return { correlationId, admitted: false };
  if (route === undefined || gate === undefined) throw new Problem('internal-error', { internal: UNDECLARED });
  const counted = await gate.throttle?.count('administration', request.ip);
  reply.headers(counted?.fields ?? {});
  if (counted?.refusal !== undefined) throw counted.refusal;
  const knock = { authorization: fieldsOf(request), address: request.ip, correlationId, ...aboutWhom(request) };
  const acting = await admitAdministrator(route, knock, gate);
  return { correlationId, admitted: true, acting };
}

/** Whom the address names, where it names somebody. */
export function aboutWhom({ params }: FastifyRequest): { readonly about?: string } {
  const { id } = params as { readonly id?: string };
  return id === undefined ? {} : { about: id };
}

const UNDECLARED = 'A route of the administration says neither who may call it nor that anybody may.';

/** Node keeps the first of several fields and drops the others in silence; two could each be believed by somebody. */
function fieldsOf({ raw: { rawHeaders } }: FastifyRequest): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization');
}
