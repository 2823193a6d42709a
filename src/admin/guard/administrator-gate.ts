// What the door of the administration stands on. It must never keep anything about whoever passes.
import type { AuditLog } from '../../audit/audit-log.port.js';
import type { ClientDirectory } from '../../credentials/client-directory.port.js';
import type { Pepper } from '../../credentials/secret-digest.js';
import type { SteadyTime } from '../../credentials/judging/steady-time.js';
import type { NotesUses } from '../../credentials/usage/usage-tracker.js';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Problem } from '../../problems/problem.js';

/** Counts failed attempts. */
export interface CountsFailures {
  /** Resolves with the seconds to wait when an address, or what was tried from it, has failed too often. */
  count(address: string, tried: string | undefined): Promise<number | undefined>;
}

/** An attempt that was counted. */
export interface CountedKnock {
  readonly fields: Readonly<Record<string, string>>;
  readonly refusal?: Problem;
}

/** Counts every attempt. */
export interface CountsKnocks {
  /** Resolves with the fields of its answer, and the problem to refuse it with when its address has sent too many. */
  count(of: 'administration', address: string): Promise<CountedKnock>;
}

/** The door. */
export interface AdministratorGate {
  readonly clients: ClientDirectory;
  readonly usage: NotesUses;
  readonly pepper: Pepper;
  readonly clock: Clock;
  /** Keeps what has ended ended when the clock is set back. */
  readonly time: Pick<SteadyTime, 'moment'>;
  readonly failures: CountsFailures;
  /** Without it they are as many as anybody likes. */
  readonly throttle?: CountsKnocks;
  /** Told of attempts of known administrators that were refused. */
  readonly audit: Pick<AuditLog, 'append'>;
  readonly observe: Observer;
}

/** Somebody at the door. */
export interface Knock {
  /** All Authorization fields, as sent. */
  readonly authorization: readonly string[];
  readonly address: string;
  readonly correlationId: string;
}
