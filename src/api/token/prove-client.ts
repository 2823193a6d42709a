// Proves the client of a token request by what it has presented, and asks whether that is good now and from there.
// It must never let the difference between an unknown client and a wrong proof reach the caller.
import type { AssertionCheck, ProvenClient } from '../../credentials/assertions/assertion-check.js';
import type { ClientDirectory } from '../../credentials/client-directory.port.js';
import { proveSecret } from '../../credentials/prove-secret.js';
import type { Pepper } from '../../credentials/secret-digest.js';
import { parseSecret } from '../../credentials/secret.js';
import { standingFault } from '../../credentials/judging/standing-fault.js';
import type { ProofCircumstances } from '../../credentials/judging/standing-fault.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import type { ClientProof } from './read-client-proof.js';

/** What proofs are held against. */
export interface ProofServices extends Omit<ProofCircumstances, 'address'> {
  readonly clients: ClientDirectory;
  readonly pepper: Pepper;
  readonly assertions: Pick<AssertionCheck, 'prove'>;
}

/** The client and its credential, or why it gets no token. */
export async function proveClient(
  presented: ClientProof | undefined,
  services: ProofServices,
  address: string,
): Promise<ProvenClient | AuthenticationFault> {
  if (presented === undefined) return 'missing';
  const proven =
    presented.kind === 'secret'
      ? bySecret(presented, services)
      : await services.assertions.prove(presented.assertion, presented.besides);
  if (typeof proven === 'string') return proven;
  return standingFault(proven.client, proven.credential, { ...services, address }) ?? proven;
}

function bySecret(
  presented: Extract<ClientProof, { readonly kind: 'secret' }>,
  { clients, pepper }: ProofServices,
): ProvenClient | AuthenticationFault {
  const secret = parseSecret(presented.secret);
  if (secret === undefined) return 'malformed';
  const client = clients.find(presented.clientId);
  const credential = proveSecret(pepper, secret, client);
  if (client?.kind !== 'application') return 'unknown-client';
  return credential === undefined ? 'wrong-secret' : { client, credential };
}
