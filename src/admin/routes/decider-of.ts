// Who decides, as the write side wants to know it. It must never take a name from a body.
import type { Decider } from '../../audit/decider.js';
import type { Acting } from '../../credentials/desk/acting.js';

/** The administrator who acts, with the reason that its request gives. */
export function deciderOf({ administrator, address, correlationId, reason = '' }: Acting): Decider {
  return { by: administrator.id, reason, address, correlationId };
}
