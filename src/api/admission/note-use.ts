// Notes that the caller's credential was used: somebody who asks who still uses an old one is answered from this.
// It must never refuse anybody.
import type { AdmissionServices, Verdict } from './admission-step.js';
import type { Visit } from './visit.js';

/** Lets every request pass; what it may do is decided after this, because being refused a thing is a use as well. */
export function noteUse({ request, context }: Visit, { usage }: AdmissionServices): Verdict {
  const { principal, route } = context;
  if (principal !== undefined && route !== undefined) usage.note(principal, request.ip, route.operation);
  return undefined;
}
