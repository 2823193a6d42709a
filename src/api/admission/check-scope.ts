// Checks that the principal holds the scope of the operation.
// It must never look at anything but the operation id: rows and fields are other people's business.
import { covers } from '../../credentials/scopes.js';
import type { Verdict } from './admission-step.js';
import { refuseScope } from './challenge.js';
import type { Visit } from './visit.js';

/** Refuses with 403 when no scope covers the operation. */
export function checkScope({ context }: Visit): Verdict {
  const operation = context.route?.operation ?? '';
  const { principal } = context;
  return principal !== undefined && covers(principal.scopes, operation) ? undefined : refuseScope(operation);
}
