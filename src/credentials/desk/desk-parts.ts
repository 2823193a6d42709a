// What the desk works with and goes by. It must never be changed while a desk stands.
import type { AuditLog } from '../../audit/audit-log.port.js';
import type { Clock } from '../../kernel/clock.js';
import type { ClientDirectory } from '../client-directory.port.js';
import type { Pepper } from '../secret-digest.js';
import type { SteadyTime } from '../judging/steady-time.js';
import type { LastUse } from './views.js';

/** What the gateway knows, so that a client is given nothing else. */
export interface DeskTerms {
  /** Operation ids of every version of the facade. */
  readonly operations: readonly string[];
  /** Admin scopes, without patterns. */
  readonly adminScopes: readonly string[];
  /** Systems and plans of the facade. */
  readonly systems: readonly string[];
  readonly plans: readonly string[];
  /** Hosts, with their port unless it is the usual one, whose key sets may be fetched. */
  readonly jwksHosts: readonly string[];
  /** External issuers that are trusted. */
  readonly issuers: readonly string[];
  /** Longest overlap in milliseconds. */
  readonly longestOverlapMs: number;
}

/** What the desk works with. */
export interface DeskParts {
  readonly directory: Pick<ClientDirectory, 'find' | 'findBySubject' | 'list' | 'change'>;
  /** Told of decisions that were refused; those that were carried out are told of in their own commit. */
  readonly audit: Pick<AuditLog, 'append'>;
  readonly lastUse: LastUse;
  readonly pepper: Pepper;
  readonly clock: Clock;
  /** By which whoever decides is let in, as at the door. */
  readonly time: Pick<SteadyTime, 'moment'>;
  readonly terms: DeskTerms;
}
