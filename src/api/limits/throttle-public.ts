// Holds requests for tokens and documents against what one address may ask for.
// It must never count health: whoever watches the gateway asks often, and from few addresses.
import type { AdmissionServices, Verdict } from '../admission/admission-step.js';
import type { Visit } from '../admission/visit.js';
import type { ThrottledRoutes } from './address-throttle.js';

/** By operation; the keys and the metadata of the token endpoint are documents too. */
const COUNTED: Readonly<Record<string, ThrottledRoutes>> = {
  token: 'token',
  'well-known': 'document',
  document: 'document',
  docs: 'document',
};

/** Refuses with 429; the answer says what is left, as those of clients do. */
export function throttlePublic(visit: Visit, { throttle }: AdmissionServices): Verdict | Promise<Verdict> {
  const of = COUNTED[visit.context.route?.operation ?? ''];
  return of === undefined || throttle === undefined ? undefined : countAt(throttle, of, visit);
}

async function countAt(
  throttle: NonNullable<AdmissionServices['throttle']>,
  of: ThrottledRoutes,
  { request, reply }: Visit,
): Promise<Verdict> {
  const { fields, refusal } = await throttle.count(of, request.ip);
  reply.headers(fields);
  return refusal;
}
