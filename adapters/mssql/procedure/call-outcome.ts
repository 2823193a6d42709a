// From what happened to a call to the outcome of its delivery. When in doubt it says unknown: a wrong "nothing done" books
// an order twice, a wrong "unknown" asks the ERP once more.
import { RequestError } from 'tedious';
import { DeadlineExceeded } from '../../../src/kernel/deadline.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../../src/legacy/delivery.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { errorField, errorMessage } from '../error-fields.js';
import { type ServerError, serverErrors } from '../server-errors.js';
import type { CallAnswer } from './bound-call.js';
import { COMPANIONS, ROLLED_BACK, writeProof } from './write-error-table.js';

const unknown = (reason: string, sessionEnded: boolean): DeliveryOutcome => ({ kind: 'unknown', reason, sessionEnded });

/** The outcome when no connection could be had or the caller left before: the call was never sent. */
export function unsentOutcome(error: unknown): DeliveryOutcome {
  const number = error instanceof SourceFault ? error.errorNumber : undefined;
  const about = number === undefined ? '' : ` (error ${number})`;
  const text = errorMessage(error);
  const unreachable = error instanceof SourceFault && error.kind === 'unavailable';
  const reason = text.includes(about) ? text : text + about;
  return { kind: 'nothing-done', reason, ...(unreachable && { unreachable }) };
}

/** The outcome of values that cannot be sent as they are: trying again would not change them. */
export function misfitOutcome(faults: readonly string[]): DeliveryOutcome {
  const shown = faults.slice(0, 10).join('; ');
  const rest = faults.length > 10 ? `; and ${faults.length - 10} more` : '';
  return { kind: 'undeclared', errorNumber: undefined, message: `nothing was sent: ${shown}${rest}` };
}

/** The outcome of a call that ran to its end. An open transaction will be rolled back when the connection is closed. */
export function answeredOutcome({ returnStatus, outputs }: CallAnswer, transactionOpen: boolean): DeliveryOutcome {
  if (transactionOpen) return unknown('the procedure left its transaction open, which was then rolled back', true);
  if (returnStatus === undefined) return unknown('the ERP ended the call without a return status', true);
  return { kind: 'answered', returnStatus, outputs };
}

/** The outcome of a call that the driver reports as failed. */
export function failedOutcome(error: unknown, delivery: ProcedureDelivery, signal: AbortSignal): DeliveryOutcome {
  const errors = serverErrors(error);
  if (errors.length > 0) return saidByServer(errors, delivery);
  const code = errorField(error, 'code');
  // The driver looks at both before it sends anything.
  if (code === 'EINVALIDSTATE') return { kind: 'nothing-done', reason: 'the connection was gone before the call' };
  if (code === 'EPARAM') return misfitOutcome([errorMessage(error)]);
  if (error instanceof RequestError && (code === 'ECANCEL' || code === 'ETIMEOUT')) {
    return unknown(`${cancelReason(signal)}; the ERP acknowledged the cancel`, true);
  }
  // The end of the answer says that it failed, but no message does.
  if (code === 'UNKNOWN') return unknown('the ERP ended the call as failed without saying why', true);
  const reason = signal.aborted ? `${cancelReason(signal)}; the ERP did not acknowledge the cancel` : 'connection lost';
  return unknown(`${reason}: ${errorMessage(error)}`, false);
}

function cancelReason({ aborted, reason }: AbortSignal): string {
  if (!aborted) return 'the call ran longer than this channel allows';
  return reason instanceof DeadlineExceeded ? reason.message : 'the call was given up';
}

/** A declared refusal decides, then whatever nobody has declared; only proofs and nothing else prove a rollback. */
function saidByServer(errors: readonly ServerError[], { refusalNumbers }: ProcedureDelivery): DeliveryOutcome {
  const fatal = errors.find(({ severity }) => severity >= 20);
  if (fatal !== undefined) return unknown(`the ERP ended the session: ${described(fatal)}`, true);
  const refusal = errors.find(({ number }) => refusalNumbers.has(number));
  if (refusal !== undefined) return { kind: 'refused', errorNumber: refusal.number, message: refusal.message };
  const deciding = errors.filter(({ number }) => !COMPANIONS.has(number));
  const proofs = new Set(deciding.map(({ number, severity }) => writeProof(number, severity)));
  const [first] = deciding.length > 0 ? deciding : errors;
  if (first === undefined || deciding.length === 0 || proofs.has('refused')) return undeclared(deciding, errors);
  if (proofs.has('uncertain')) return unknown(described(first), true);
  return { kind: 'nothing-done', reason: `${ROLLED_BACK.get(first.number) ?? ''}: ${described(first)}` };
}

function undeclared(deciding: readonly ServerError[], errors: readonly ServerError[]): DeliveryOutcome {
  const shown = deciding.find(({ number, severity }) => writeProof(number, severity) === 'refused') ?? errors[0];
  return { kind: 'undeclared', errorNumber: shown?.number, message: shown?.message ?? '' };
}

const described = ({ number, message }: ServerError): string => `error ${number}: ${message}`;
