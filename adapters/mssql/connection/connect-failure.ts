// Why no connection could be had, in the observation's words, with a sentence that says what to change.
import type { ConnectionFault } from '../../../src/observability/observation.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';

/** A connection that was never used: unreachable, refused at login, or closed because it proved too powerful. */
export class ConnectFailure extends SourceFault {
  constructor(
    readonly fault: ConnectionFault,
    readonly advice: string,
    errorNumber?: number,
    options?: ErrorOptions,
  ) {
    super('unavailable', advice, errorNumber, options);
    this.name = 'ConnectFailure';
  }
}
