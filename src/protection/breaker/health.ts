// What the end of a call tells about the ERP. It must never count against the ERP what a caller did, or what the ERP
// rightly refused.
import { SourceFault } from '../../legacy/source-fault.js';
import type { SourceFaultKind } from '../../legacy/source-fault.js';

/** `nothing`: the end says nothing about the ERP. */
export type Health = 'good' | 'bad' | 'nothing';

const TABLE: Readonly<Record<SourceFaultKind, Health>> = {
  // It understood and said no: it is well.
  refused: 'good',
  // Somebody else's work was in the way: it did answer, and in small lanes a single deadlock must not stop everything.
  transient: 'nothing',
  unavailable: 'bad',
  'timed-out': 'bad',
  lost: 'bad',
  cancelled: 'nothing',
};

const NOT_GIVEN_UP = { isGivenUp: false } as const;

/**
 * Reads an error that ended a call. `isGivenUp`: whoever asked had given up by then, for a deadline of his own or any other
 * reason. A time-out is then his and not the ERP's; what hangs was found to be too slow by the breaker before.
 */
export function healthOfError(error: unknown, { isGivenUp }: { readonly isGivenUp: boolean } = NOT_GIVEN_UP): Health {
  if (!(error instanceof SourceFault)) return 'nothing';
  // A server that does not even acknowledge a cancel is not well, however impatient the caller was.
  if (error.mayRunOn) return 'bad';
  return isGivenUp && error.kind === 'timed-out' ? 'nothing' : TABLE[error.kind];
}
