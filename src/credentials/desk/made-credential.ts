// Makes the credential somebody asked for, and puts it beside what its client has.
// It must never make a third of a kind, and never keep a secret.
import { randomBytes } from 'node:crypto';
import { Problem } from '../../problems/problem.js';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { stateOf } from '../credential-state.js';
import { issueFor } from '../issue-credential.js';
import type { CredentialPlan } from '../issue-credential.js';
import { issueBeside, instant, MOST_OPEN, openOf } from '../rotation/rotation.js';
import { readProof } from '../wanted/check-proof.js';
import type { SoundProof } from '../wanted/check-proof.js';
import { readTimes } from '../wanted/check-times.js';
import type { Decided, Deciding } from './decisions.js';
import type { DeskParts } from './desk-parts.js';
import { ownLimit, refuseLonger } from './of-oneself.js';
import type { WantedCredential } from '../wanted/wanted-credential.js';

/** A client with a credential more. */
export interface Issued extends Decided {
  readonly credential: Credential;
  /** Of a secret. Show once, never store, never log. */
  readonly secret: string | undefined;
}

/** What a credential is made by. */
export interface MakingParts extends Pick<DeskParts, 'pepper' | 'terms'> {
  /** Before the pointers of its faults. */
  readonly prefix: string;
}

/** Issues what is wanted. Throws every fault there is, and conflict where two of the kind are open already. */
export function makeCredential(
  client: Client,
  wanted: WantedCredential,
  deciding: Deciding,
  parts: MakingParts,
): Issued {
  const { now, faults, powers } = deciding;
  const { terms, prefix } = parts;
  const longestMs = terms.longestOverlapMs;
  const isOwn = client.id === powers.id;
  const notAfter = isOwn ? ownLimit(client) : Infinity;
  const bounds = { now, longestOverlapMs: longestMs, credentialDays: client.credentialDays, notAfter };
  const proof = readProof(wanted, { ...terms, holder: client.kind }, faults, prefix);
  const { startsAt, expiresAt, overlap } = readTimes(wanted, bounds, faults, prefix);
  faults.refuse();
  if (proof === undefined) throw new Problem('invalid-request');
  const replaced = openOf(client, proof.kind, now);
  refuseThird(replaced, now);
  const life = {
    createdAt: instant(now),
    ...(isOwn && { selfMade: true as const }),
    ...(startsAt !== undefined && startsAt > now && { startsAt: instant(startsAt) }),
    ...(expiresAt !== undefined && { expiresAt: instant(expiresAt) }),
  };
  const { credential, secret } = proven(proof, life, parts);
  const detail = {
    ...{ credential: credential.id, kind: credential.kind, ...life },
    ...(replaced[0] !== undefined && { retires: replaced[0].id, overlapMs: overlap.ms, overlapFrom: overlap.from }),
  };
  const after = issueBeside(client, credential, overlap, { now, longestMs });
  if (isOwn) refuseLonger(client, after, now);
  return { client: after, credential, secret, detail };
}

function refuseThird(open: readonly Credential[], now: number): void {
  if (open.length < MOST_OPEN) return;
  const [meant = open[0]] = open.filter((each) => stateOf(each, now) === 'retiring');
  const detail =
    `There are ${open.length} of this kind already: ${open.map(({ id }) => id).join(' and ')}. ` +
    `Revoke one first, or let it end; the one to go is ${meant?.id ?? ''}.`;
  throw new Problem('conflict', { detail });
}

function proven(
  proof: SoundProof,
  life: CredentialPlan,
  { pepper }: MakingParts,
): Pick<Issued, 'credential' | 'secret'> {
  if (proof.kind === 'secret') return issueFor(life, pepper);
  return { credential: { id: randomBytes(8).toString('hex'), ...life, ...proof }, secret: undefined };
}
