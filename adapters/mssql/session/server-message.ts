// An error that the server sends in an answer (MS-TDS 2.2.7.10), in the form in which the driver throws it.
import type { Incoming } from './incoming.js';

/** Fields as in the driver's RequestError, which everything behind here reads. */
export class ServerMessage extends Error {
  readonly code = 'EREQUEST';

  constructor(
    message: string,
    readonly number: number,
    readonly state: number,
    readonly severity: number,
  ) {
    super(message);
    this.name = 'ServerMessage';
  }

  /** The driver calls the severity so. */
  get class(): number {
    return this.severity;
  }
}

export function readServerMessage(incoming: Incoming): ServerMessage {
  const length = incoming.uint16();
  incoming.need(length);
  const end = incoming.at + length;
  const number = incoming.int32();
  const state = incoming.uint8();
  const severity = incoming.uint8();
  const message = incoming.wideText(incoming.uint16() * 2);
  // Server, procedure and line are left out: nobody here reads them.
  incoming.at = end;
  return new ServerMessage(message, number, state, severity);
}
