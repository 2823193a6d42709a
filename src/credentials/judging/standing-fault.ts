// Why a proven credential is of no use all the same: it is not good at this moment, or not from this address.
// It must never be asked before the proof: who cannot prove anything learns nothing about a client.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Client, Credential } from '../client.js';
import { isLive } from '../credential-state.js';
import { allowsAddress } from '../networks/network-list.js';
import type { SteadyTime } from './steady-time.js';

/** When, and from where, it was proven. */
export interface ProofCircumstances {
  readonly time: Pick<SteadyTime, 'moment'>;
  /** As the listener believes it. */
  readonly address: string;
}

/** The fault for the log; undefined when the client may be believed. */
export function standingFault(
  client: Client,
  credential: Credential,
  { time, address }: ProofCircumstances,
): Extract<AuthenticationFault, 'revoked' | 'network'> | undefined {
  const { earliest, latest } = time.moment();
  if (client.revokedAt !== undefined || !isLive(credential, earliest, latest)) return 'revoked';
  return allowsAddress(client.networks, address) ? undefined : 'network';
}
