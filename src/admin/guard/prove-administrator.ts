// Finds out which administrator proves itself with the secret it sent as a Bearer.
// It must never tell how close a wrong secret came, nor take longer for one that nobody holds.
import type { Client } from '../../credentials/client.js';
import type { Credential } from '../../credentials/credential.js';
import type { Acting } from '../../credentials/desk/acting.js';
import { proveSecret } from '../../credentials/prove-secret.js';
import { parseSecret } from '../../credentials/secret.js';
import { standingFault } from '../../credentials/judging/standing-fault.js';
import type { ProofCircumstances } from '../../credentials/judging/standing-fault.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import type { AdministratorGate, Knock } from './administrator-gate.js';

/** An administrator with a right secret. */
export interface ProvenAdministrator {
  readonly kind: 'proven';
  readonly administrator: Client;
  readonly credentialId: string;
}

/** Nobody. */
export interface Unproven {
  readonly kind: 'unproven';
  readonly fault: AuthenticationFault;
  /** What was tried, as far as it can be counted; of a secret its public id, whether it exists or not. */
  readonly tried?: string;
  /** Of a right secret from a wrong network: whose it is. */
  readonly misplaced?: Client;
}

const BEARER = /^Bearer +(\S+) *$/i;

/** Asks the directory anew each time: whoever is revoked is out at once. One HMAC for every text that can be a secret. */
export function proveAdministrator(
  { authorization, address }: Knock,
  { clients, pepper, time }: AdministratorGate,
): ProvenAdministrator | Unproven {
  const [field, ...more] = authorization;
  if (field === undefined) return { kind: 'unproven', fault: 'missing' };
  const [, sent = ''] = BEARER.exec(field) ?? [];
  const secret = more.length > 0 ? undefined : parseSecret(sent);
  if (secret === undefined) return { kind: 'unproven', fault: 'malformed' };
  const tried = secret.credentialId;
  const client = clients.findByCredential(tried);
  const credential = proveSecret(pepper, secret, client);
  if (client?.kind !== 'administrator') return { kind: 'unproven', fault: 'unknown-client', tried };
  if (credential === undefined) return { kind: 'unproven', fault: 'wrong-secret', tried };
  return believe(client, credential, { address, time });
}

/**
 * Whether somebody who has proven itself would be believed now, as the directory has it now. For whoever took its time
 * between its head and the end of its body; costs no HMAC.
 */
export function proveAgain(
  { administrator: { id }, credentialId, address }: Acting,
  gate: AdministratorGate,
): ProvenAdministrator | Unproven {
  const client = gate.clients.find(id);
  const credential = client?.credentials.find((each) => each.id === credentialId);
  if (client === undefined || credential === undefined)
    return { kind: 'unproven', fault: 'revoked', tried: credentialId };
  return believe(client, credential, { address, time: gate.time });
}

function believe(
  client: Client,
  credential: Credential,
  circumstances: ProofCircumstances,
): ProvenAdministrator | Unproven {
  const fault = standingFault(client, credential, circumstances);
  if (fault === undefined) return { kind: 'proven', administrator: client, credentialId: credential.id };
  return { kind: 'unproven', fault, tried: credential.id, ...(fault === 'network' && { misplaced: client }) };
}
