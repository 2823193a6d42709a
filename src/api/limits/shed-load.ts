// Refuses a part of the requests while the gateway has more to do than it can, the least important ones first and as
// early as it is known who they are. It must never refuse health.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../problems/problem.js';
import type { Overload } from '../../protection/overload/overload.js';
import type { ShedGroup } from '../../protection/overload/shed-group.js';
import type { AdmissionServices, Verdict } from '../admission/admission-step.js';
import type { Visit } from '../admission/visit.js';

/** What is asked on every request: whether a group is refused now. */
export type Sheds = Pick<Overload, 'refuse' | 'closesConnections'>;

/** Routes anybody may call, by operation; those that are not here are never refused: they cost less than a refusal. */
const PUBLIC_GROUPS: Readonly<Record<string, ShedGroup>> = {
  document: 'documents',
  docs: 'documents',
  token: 'strangers',
  'well-known': 'strangers',
};

/** Of routes that anybody may call; before anything else is done for them. */
export function shedPublic({ context }: Visit, { overload }: AdmissionServices): Verdict {
  const group = PUBLIC_GROUPS[context.route?.operation ?? ''];
  return group === undefined ? undefined : shed(group, overload);
}

/** Of what names a client that has not proven itself in a while: verifying a signature is what costs most. */
export function shedStranger({ overload }: AdmissionServices): Verdict {
  return shed('strangers', overload);
}

/** Of bulk work and of writes, once the plan is known. Reads may still be answered from what is kept: see shedReads. */
export function shedWork({ context, request }: Visit, { overload }: AdmissionServices): Verdict {
  if (context.bulk) return shed('bulk', overload);
  return isRead(request) ? undefined : shed('writes', overload);
}

/** Of reads that nothing kept has answered: the cache stands between this and admission. */
export function shedReads(request: FastifyRequest, overload: Sheds | undefined): Verdict {
  const access = request.routeOptions.config.banyan?.access ?? 'public';
  return access !== 'public' && isRead(request) ? shed('reads', overload) : undefined;
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function shed(group: ShedGroup, overload: Sheds | undefined): Verdict {
  const shedding = overload?.refuse(group);
  if (shedding === undefined) return undefined;
  const { reason, retryAfterSeconds } = shedding;
  return new Problem('overloaded', { retryAfterSeconds, internal: `${group}, because of ${reason}` });
}
