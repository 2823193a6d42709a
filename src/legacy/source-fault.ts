// Why a source did not answer, as one closed classification that every adapter maps its errors to.
// It must never decide what the caller reads; the read path does.
import { DeadlineExceeded } from '../kernel/deadline.js';

/**
 * refused: the ERP understood and said no (permissions, missing object, bad statement); asking again will not help.
 * transient: the ERP proved that it did nothing and may succeed later (deadlock victim, busy).
 * unavailable: no connection could be had. timed-out: cancelled at the deadline. cancelled: the caller went away.
 * lost: the connection died under the statement.
 */
export type SourceFaultKind = 'refused' | 'transient' | 'unavailable' | 'timed-out' | 'cancelled' | 'lost';

/** The only error a Source throws. The message is for the log. */
export class SourceFault extends Error {
  /** The connection went away under the statement, and nobody said that the statement is over at the ERP. */
  mayRunOn = false;

  constructor(
    readonly kind: SourceFaultKind,
    message: string,
    readonly errorNumber?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SourceFault';
  }
}

/** The fault of work given up because `signal` fired: timed-out at a deadline, cancelled for any other reason. */
export function abortFault(signal: AbortSignal, cause?: unknown): SourceFault {
  const reason: unknown = signal.reason;
  if (reason instanceof DeadlineExceeded) return new SourceFault('timed-out', reason.message, undefined, { cause });
  return new SourceFault('cancelled', 'the caller went away', undefined, { cause });
}
