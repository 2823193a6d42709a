// Refuses routes that do not say which operation they are.
// It must never let one through: a route that was forgotten here would be open to everybody.
import { Problem } from '../../problems/problem.js';
import type { AdmissionServices, Verdict } from './admission-step.js';
import type { Visit } from './visit.js';

/** Answers as if nothing were there, and warns the operator, whose mistake it is. */
export function refuseUnconfigured({ request }: Visit, { observe }: AdmissionServices): Verdict {
  const { url = '' } = request.routeOptions;
  const text = `The route ${request.method} ${url} has no admission configuration and is refused.`;
  observe({ kind: 'warning', topic: 'admission', text });
  return new Problem('not-found', { internal: text });
}
