// The shape of one admission check and what checks may use.
import type { ClientDirectory } from '../../credentials/client-directory.port.js';
import type { Authenticator } from '../../credentials/tokens/authenticator.js';
import type { NotesUses } from '../../credentials/usage/usage-tracker.js';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Problem } from '../../problems/problem.js';
import type { ClientLimits } from '../../protection/limits/client-limits.js';
import type { Overload } from '../../protection/overload/overload.js';
import type { AddressThrottle } from '../limits/address-throttle.js';
import type { CountsFailures } from '../token/failure-throttle.js';
import type { Visit } from './visit.js';

/** Everything admission works with. */
export interface AdmissionServices {
  readonly clock: Clock;
  readonly observe: Observer;
  readonly clients: ClientDirectory;
  readonly authenticator: Authenticator;
  readonly usage: NotesUses;
  /** Counts plain keys that are wrong; without it they are not limited. */
  readonly failures?: CountsFailures;
  /** The plans of the facade; without them clients are not limited. */
  readonly plans?: Pick<ClientLimits, 'of'>;
  /** Counts requests that have no client; without it they are not limited. */
  readonly throttle?: Pick<AddressThrottle, 'count'>;
  /** Says who is refused while there is too much to do; without it nobody is. */
  readonly overload?: Pick<Overload, 'refuse' | 'closesConnections'>;
}

/** Undefined lets the request pass on to the next check; a problem is the answer. */
export type Verdict = Problem | undefined;

/** A check. It answers at once whenever it can: a promise is for what has to leave the present turn. */
export type AdmissionStep = (visit: Visit, services: AdmissionServices) => Verdict | Promise<Verdict>;
