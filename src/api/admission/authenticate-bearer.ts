// Finds out whose bearer value the request carries: from the cache at once, or by verifying it.
// It must never keep the value beyond this check.
import { SECRET_PREFIX, parseSecret } from '../../credentials/secret.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { shedStranger } from '../limits/shed-load.js';
import type { AdmissionServices, Verdict } from './admission-step.js';
import { refuseAuthentication } from './challenge.js';
import { isToken68, readBearer } from './read-bearer.js';
import type { Visit } from './visit.js';

/** Leaves the standing of the bearer on the visit, or refuses with 401; with 503 where there is no time to verify it. */
export function authenticateBearer(visit: Visit, services: AdmissionServices): Verdict | Promise<Verdict> {
  const bearer = readBearer(visit.request.raw);
  if (bearer.kind !== 'bearer') return refuseAuthentication(visit.context, services, bearer.kind);
  const standing = services.authenticator.recall(bearer.value);
  if (standing === undefined) return meet(bearer.value, visit, services);
  visit.standing = standing;
  return undefined;
}

/** Somebody who was not seen before. */
function meet(value: string, visit: Visit, services: AdmissionServices): Verdict | Promise<Verdict> {
  if (!isToken68(value)) return refuseAuthentication(visit.context, services, 'malformed');
  return shedStranger(services) ?? verifyAnew(value, visit, services);
}

async function verifyAnew(value: string, visit: Visit, services: AdmissionServices): Promise<Verdict> {
  const answer = await services.authenticator.authenticate(value);
  if (typeof answer === 'string') return refuse(value, answer, visit, services);
  visit.standing = answer;
  return undefined;
}

/** A wrong key is somebody's guess, and guesses are counted; tokens cannot be guessed, and honest ones expire. */
async function refuse(
  value: string,
  fault: AuthenticationFault,
  { request, context }: Visit,
  services: AdmissionServices,
): Promise<Problem> {
  const refusal = refuseAuthentication(context, services, fault);
  if (!value.startsWith(SECRET_PREFIX)) return refusal;
  const wait = await services.failures?.count(request.ip, parseSecret(value)?.credentialId);
  if (wait === undefined) return refusal;
  return new Problem('too-many-requests', { retryAfterSeconds: wait, detail: 'Too many failed attempts.' });
}
