// Everything the gateway can notice, as one closed union. Code calls an Observer with a member of it and nothing else;
// log, metrics and trace are exhaustive readers. It must never carry a secret, a token, a parameter value or a row.
import type { ProblemCode } from '../problems/problem-codes.js';
import type { AuditObservation } from './observation-of-audit.js';
import type { CacheOutcome } from './observation-of-cache.js';
import type { CredentialObservation } from './observation-of-credentials.js';
import type { DropObservation } from './observation-of-drops.js';
import type { LaneObservation } from './observation-of-lanes.js';
import type { LimitObservation } from './observation-of-limits.js';

/** How a statement at the ERP ended. */
export type StatementEnd = 'completed' | 'refused' | 'transient' | 'timed-out' | 'cancelled' | 'lost';

/** Why a connection to the ERP was closed before its first use. */
export type ConnectionFault = 'unreachable' | 'login-refused' | 'not-read-only' | 'proof-failed' | 'configuration';

/** Why a caller was not authenticated. For log and metrics only: the caller always reads the same answer. */
export type AuthenticationFault =
  | 'missing'
  | 'malformed'
  | 'signature'
  | 'expired'
  | 'not-yet-valid'
  | 'issuer'
  | 'audience'
  | 'type'
  | 'unknown-client'
  | 'wrong-secret'
  | 'unknown-key'
  | 'lifetime'
  | 'replayed'
  | 'no-room'
  | 'network'
  | 'revoked';

/** Where a command stands. The write path's moves between these are in src/write/command-moves.ts. */
export type CommandState =
  | 'accepted'
  | 'held'
  | 'leased'
  | 'delivering'
  | 'backoff'
  | 'delivered'
  | 'unknown'
  | 'parked'
  | 'succeeded'
  | 'refused'
  | 'cancelled';

/** How a delivery ended, as far as the gateway knows. */
export type DeliveryEnd = 'answered' | 'refused' | 'nothing-done' | 'too-late' | 'unknown' | 'undeclared';

export type Observation =
  | {
      readonly kind: 'request-completed';
      readonly correlationId: string;
      readonly version: string | undefined;
      /** Operation id, or the name of a built-in route (`token`, `health`, `document`), or `unknown`. */
      readonly operation: string;
      readonly method: string;
      readonly status: number;
      /** `ok`, `not-modified`, or the problem code. */
      readonly outcome: 'ok' | 'not-modified' | 'aborted' | ProblemCode;
      readonly clientId: string | undefined;
      readonly durationMs: number;
      readonly responseBytes: number | undefined;
      /** Of reads that were answered. */
      readonly cache?: CacheOutcome | undefined;
    }
  | {
      readonly kind: 'request-failed';
      readonly correlationId: string;
      readonly operation: string;
      readonly code: ProblemCode;
      readonly internal: string;
      readonly error: unknown;
    }
  | {
      readonly kind: 'authentication-refused';
      readonly correlationId: string;
      readonly fault: AuthenticationFault;
      readonly clientId: string | undefined;
    }
  | { readonly kind: 'token-issued'; readonly correlationId: string; readonly clientId: string }
  | {
      readonly kind: 'statement-ended';
      readonly source: string;
      readonly operation: string;
      readonly statement: string;
      readonly end: StatementEnd;
      readonly errorNumber: number | undefined;
      readonly rows: number;
      readonly durationMs: number;
    }
  | {
      /** A value of the ERP that breaks the contract. Names the field, never the value. */
      readonly kind: 'misfit';
      readonly operation: string;
      readonly resource: string;
      readonly field: string;
      readonly reason: string;
      readonly handling: 'refused' | 'skipped' | 'masked';
    }
  | { readonly kind: 'connection-opened'; readonly source: string; readonly durationMs: number }
  | {
      readonly kind: 'connection-refused';
      readonly source: string;
      readonly fault: ConnectionFault;
      /** What to change, for the operator. */
      readonly advice: string;
    }
  | {
      /** The state of a connection pool, said on every change. */
      readonly kind: 'pool-changed';
      readonly source: string;
      readonly open: number;
      readonly busy: number;
    }
  | { readonly kind: 'watermark-read'; readonly source: string; readonly lagSeconds: number | undefined }
  | {
      /** A write is on disk, or was before: then it is a replay. */
      readonly kind: 'command-accepted';
      readonly commandId: string;
      readonly correlationId: string;
      readonly channel: string;
      readonly version: string;
      readonly operation: string;
      readonly clientId: string;
      readonly replayed: boolean;
    }
  | {
      /** A command took a step, or was found elsewhere by now (`overtaken`): then the step became evidence only. */
      readonly kind: 'command-moved';
      readonly commandId: string;
      readonly correlationId: string;
      readonly channel: string;
      readonly operation: string;
      readonly from: CommandState;
      readonly to: CommandState;
      /** `gateway`, or the name of the person who decided. */
      readonly by: string;
      readonly overtaken: boolean;
      /** Why a person is needed, of a step to parked. */
      readonly parkedReason: string | undefined;
    }
  | {
      /** One call or drop at the ERP is over. */
      readonly kind: 'delivery-ended';
      readonly commandId: string;
      readonly correlationId: string;
      readonly channel: string;
      readonly operation: string;
      readonly attempt: number;
      readonly outcome: DeliveryEnd;
      readonly errorNumber: number | undefined;
      /** What the ERP or the driver said, for the log only. */
      readonly internal: string | undefined;
      readonly durationMs: number;
    }
  | {
      /** The ERP was asked whether a command happened. */
      readonly kind: 'verification-ended';
      readonly commandId: string;
      readonly correlationId: string;
      readonly operation: string;
      readonly source: string;
      readonly verdict: 'happened' | 'did-not-happen' | 'open';
      /** Why it is open. */
      readonly reason: string | undefined;
    }
  | {
      /** How many commands of a channel stand where; said every few seconds. */
      readonly kind: 'commands-standing';
      readonly channel: string;
      /** Not sent yet, being sent or verified, waiting for a person. */
      readonly waiting: number;
      readonly underWay: number;
      readonly parked: number;
      /** Age of the longest waiting one; undefined when none waits. */
      readonly oldestWaitingSeconds: number | undefined;
    }
  | DropObservation
  | AuditObservation
  | CredentialObservation
  | LaneObservation
  | LimitObservation
  | { readonly kind: 'warning'; readonly topic: string; readonly text: string }
  | {
      readonly kind: 'gateway-started';
      readonly facade: string;
      readonly version: string;
      readonly durationMs: number;
      readonly publicAddress: string;
      readonly adminAddress: string;
    }
  | { readonly kind: 'gateway-stopping'; readonly reason: string }
  | { readonly kind: 'gateway-stopped'; readonly durationMs: number };

/** Told of everything that happens; must return at once and never throw. */
export type Observer = (observation: Observation) => void;

/** Tells several observers, in order. */
export function tellAll(observers: readonly Observer[]): Observer {
  return (observation) => {
    for (const observer of observers) observer(observation);
  };
}
