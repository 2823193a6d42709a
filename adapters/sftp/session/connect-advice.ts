// From the driver's errors while a session is opened to what an operator should change.
// It must never repeat a credential; fingerprints of host keys are public.
import type { ConnectionFault } from '../../../src/observability/observation.js';
import { reasonOf } from './session-faults.js';

/** How far the opening of a session had come. */
export type ConnectStage = 'connecting' | 'exchanging keys' | 'logging in' | 'starting SFTP';

interface Circumstances {
  readonly stage: ConnectStage;
  /** Fingerprint of the host key that was shown and is not pinned. */
  readonly refusedKey: string | undefined;
}

interface Advice {
  readonly fault: ConnectionFault;
  readonly advice: string;
}

const PIN_ADVICE =
  'No credential was sent. Ask the server’s people whether the key was changed; only then put this fingerprint under hostKeys.';

/** What happened, and what to do about it. */
export function adviseOn(error: unknown, { stage, refusedKey }: Circumstances): Advice {
  if (refusedKey !== undefined) {
    return {
      fault: 'proof-failed',
      advice: `The server shows the host key ${refusedKey}, which is not pinned. ${PIN_ADVICE}`,
    };
  }
  const said = reasonOf(error);
  switch (stage) {
    case 'connecting':
      return { fault: 'unreachable', advice: `The server cannot be reached: ${said}. Check host, port and firewalls.` };
    case 'exchanging keys':
      return duringKeyExchange(said);
    case 'logging in':
      return { fault: 'login-refused', advice: `The login failed: ${said}. Check user, password and key.` };
    case 'starting SFTP':
      return { fault: 'unreachable', advice: `The login succeeded, but SFTP was not started: ${said}.` };
  }
}

function duringKeyExchange(said: string): Advice {
  const [, kind] = /no matching (.+)$/i.exec(said) ?? [];
  if (kind === undefined) {
    return {
      fault: 'unreachable',
      advice: `The server took the connection, but no keys were exchanged: ${said}. Is it an SSH server, and awake?`,
    };
  }
  return {
    fault: 'configuration',
    advice: `The server offers only weak or unknown algorithms (no matching ${kind}). Have it updated, or accept one under options.algorithms.`,
  };
}
