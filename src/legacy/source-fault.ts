// Why a source did not answer, as one closed classification that every adapter maps its errors to.
// It must never decide what the caller reads; the read path does.

/**
 * refused: the ERP understood and said no (permissions, missing object, bad statement); asking again will not help.
 * transient: the ERP proved that it did nothing and may succeed later (deadlock victim, busy).
 * unavailable: no connection could be had. timed-out: cancelled at the deadline. cancelled: the caller went away.
 * lost: the connection died under the statement.
 */
export type SourceFaultKind = 'refused' | 'transient' | 'unavailable' | 'timed-out' | 'cancelled' | 'lost';

/** The only error a Source throws. The message is for the log. */
export class SourceFault extends Error {
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
