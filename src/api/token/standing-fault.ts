// Why a proven credential gets no token all the same: it is not good at this moment, or not from this address.
// It must never be asked before the proof: who cannot prove anything learns nothing about a client.
import type { Client, Credential } from '../../credentials/client.js';
import { isLive } from '../../credentials/credential-state.js';
import { allowsAddress } from '../../credentials/networks/network-list.js';
import type { SteadyTime } from '../../credentials/steady-time.js';
import type { Clock } from '../../kernel/clock.js';
import type { AuthenticationFault } from '../../observability/observation.js';

/** When, and from where, it was proven. */
export interface ProofCircumstances {
  readonly clock: Clock;
  readonly time: Pick<SteadyTime, 'latest'>;
  /** As the listener believes it. */
  readonly address: string;
}

/** The fault for the log; undefined when the client may have its token. */
export function standingFault(
  client: Client,
  credential: Credential,
  { clock, time, address }: ProofCircumstances,
): AuthenticationFault | undefined {
  if (client.revokedAt !== undefined || !isLive(credential, clock.now(), time.latest())) return 'revoked';
  return allowsAddress(client.networks, address) ? undefined : 'network';
}
