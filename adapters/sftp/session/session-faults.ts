// What goes wrong with an SFTP session, told apart by what it proves.
// A server that answered no has proven something; a session that is gone has not.
import { failureText } from '../../../src/kernel/failure-text.js';
import type { ConnectionFault } from '../../../src/observability/observation.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';

/** No session could be had: no request was sent. `advice` says what to change. */
export class ConnectFailure extends ChannelFault {
  constructor(
    readonly fault: ConnectionFault,
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(advice, options);
    this.name = 'ConnectFailure';
  }
}

/** The session ended, or was ended, while answers were outstanding. */
export class SessionLost extends ChannelFault {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SessionLost';
  }
}

/** The server understood and said no. */
export class ServerRefusal extends ChannelFault {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'ServerRefusal';
  }
}

/** Status codes of SFTP 3, draft-ietf-secsh-filexfer-02 section 7. */
export const STATUS = {
  END_OF_FILE: 1,
  NO_SUCH_FILE: 2,
  PERMISSION_DENIED: 3,
  FAILURE: 4,
  NO_CONNECTION: 6,
  CONNECTION_LOST: 7,
  UNSUPPORTED: 8,
} as const;

/** True when the server says that there is nothing of that name. */
export function isMissing(error: unknown): error is ServerRefusal {
  return error instanceof ServerRefusal && error.code === STATUS.NO_SUCH_FILE;
}

/** A sentence for log and evidence; of a server's text at most what fits a line, without control characters. */
export function reasonOf(error: unknown): string {
  const text = failureText(error);
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 300);
}
