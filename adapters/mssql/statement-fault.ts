// From the driver's error for a statement to a SourceFault. The numbers are in error-table.ts.
// It must never call a statement over at the ERP because its connection is.
import { RequestError } from 'tedious';
import { abortFault, SourceFault } from '../../src/legacy/source-fault.js';
import { errorField, errorMessage } from './error-fields.js';
import { ERROR_TABLE, meaningOfSeverity } from './error-table.js';
import { type ServerError, serverErrors } from './server-errors.js';

/**
 * The fault to throw. A statement that was cancelled by its caller is timed-out or cancelled by the reason of the signal,
 * whatever else went wrong on the way: a server that ignores the attention ends the same way, only later.
 */
export function statementFault(error: unknown, signal: AbortSignal): SourceFault {
  if (error instanceof SourceFault) return error;
  const fault = faultOf(error, signal);
  fault.mayRunOn = !isOver(error, signal);
  return fault;
}

/** Whether the server has said that the statement is over, or never got it. */
function isOver(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted && error === signal.reason) return true;
  if (serverErrors(error).length > 0) return true;
  // ETIMEOUT comes as another class when the connection was cut because no cancel was acknowledged.
  return error instanceof RequestError && OVER.has(error.code);
}

/** EINVALIDSTATE: the connection had gone before anything was sent. UNKNOWN: the answer ended as failed, without a word. */
const OVER: ReadonlySet<unknown> = new Set(['ETIMEOUT', 'ECANCEL', 'EPARAM', 'EINVALIDSTATE', 'UNKNOWN']);

function faultOf(error: unknown, signal: AbortSignal): SourceFault {
  if (signal.aborted) return abortFault(signal, error);
  const server = mostSevere(error);
  if (server === undefined) return driverFault(error);
  const { kind, meaning } = ERROR_TABLE.get(server.number) ?? meaningOfSeverity(server.severity);
  const said = `${meaning} (error ${server.number})`;
  if (quotesValue(error)) return new SourceFault(kind, `${said}; what it says repeats a value`, server.number);
  return new SourceFault(kind, `${said}: ${server.message}`, server.number, { cause: error });
}

/** Whether one of the server's messages holds a value of a row; then none of them may go on to a log. */
function quotesValue(error: unknown): boolean {
  return serverErrors(error).some(({ number }) => ERROR_TABLE.get(number)?.quotesValue === true);
}

/** Codes of the driver's RequestError that are not about the connection. */
const DRIVER_CODES: Readonly<Record<string, readonly ['timed-out' | 'refused' | 'cancelled', string]>> = {
  ETIMEOUT: ['timed-out', 'the statement ran longer than this source allows'],
  ECANCEL: ['cancelled', 'the statement was cancelled'],
  EPARAM: ['refused', 'a value does not fit its parameter'],
};

function driverFault(error: unknown): SourceFault {
  const code = String(errorField(error, 'code'));
  const [kind, meaning] = DRIVER_CODES[code] ?? (['lost', 'the connection died under the statement'] as const);
  return new SourceFault(kind, `${meaning}: ${errorMessage(error)}`, undefined, { cause: error });
}

/** A statement may bring several errors, as 8115 followed by others; the worst decides, the first of equals. */
function mostSevere(error: unknown): ServerError | undefined {
  let worst: ServerError | undefined;
  for (const found of serverErrors(error)) {
    if (worst === undefined || found.severity > worst.severity) worst = found;
  }
  return worst;
}
