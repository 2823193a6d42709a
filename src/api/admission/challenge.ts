// The refusals of admission as problems with their WWW-Authenticate challenge (RFC 6750, section 3).
// They must never tell the caller which check refused: the fault goes to the observer only.
import type { AuthenticationFault } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import type { AdmissionServices } from './admission-step.js';
import type { AdmissionContext } from './visit.js';

const REALM = 'Bearer realm="banyan"';

/** 401, the same for every fault; the challenge names an error only when something was sent that could be a token. */
export function refuseAuthentication(
  context: AdmissionContext,
  { observe }: AdmissionServices,
  fault: AuthenticationFault,
  clientId?: string,
): Problem {
  observe({ kind: 'authentication-refused', correlationId: context.correlationId, fault, clientId });
  const challenge = fault === 'missing' ? REALM : `${REALM}, error="invalid_token"`;
  return new Problem('unauthenticated', { headers: { 'WWW-Authenticate': challenge }, internal: fault });
}

/** 403 that names the scope which would do. */
export function refuseScope(operation: string): Problem {
  return new Problem('insufficient-scope', {
    detail: `This operation needs the scope ${operation}.`,
    headers: { 'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${operation}"` },
  });
}
