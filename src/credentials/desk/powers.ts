// Who may hand out what: nobody more than it holds itself.
// It must never measure an administrator by anything but what it holds at this moment.
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../problems/problem.js';
import type { Client } from '../client.js';
import { isLive } from '../credential-state.js';
import { allowsAddress } from '../networks/network-list.js';
import { covers, intersect } from '../scopes.js';
import type { Moment } from '../judging/moment.js';
import type { Acting } from './acting.js';

/** What an administrator may use and hand out. */
export interface Powers {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly grants: readonly string[];
}

/**
 * The powers of an administrator, as it came and as the directory has it at this moment (`known`), as of `moment`: what both
 * grant. Throws beyond-authority when it would not be let in any more.
 */
export function powersOf(
  { administrator: acting, credentialId, address }: Acting,
  known: Client | undefined,
  { earliest, latest }: Moment,
): Powers {
  if (known?.kind !== 'administrator' || known.revokedAt !== undefined) {
    refuse(`The administrator ${acting.id} is not one any more.`);
  }
  const proof = known.credentials.find(({ id }) => id === credentialId);
  if (proof?.kind !== 'secret' || !isLive(proof, earliest, latest))
    refuse(`The secret ${credentialId} is not good any more.`);
  if (!allowsAddress(known.networks, address))
    refuse(`The administrator ${acting.id} may not call from there any more.`);
  return {
    id: known.id,
    scopes: intersect(acting.scopes, known.scopes),
    grants: intersect(acting.grants ?? [], known.grants ?? []),
  };
}

/** Throws beyond-authority when the powers do not cover what a decision needs. */
export function requireScope({ scopes }: Powers, needed: string): void {
  if (!covers(scopes, needed)) refuse(`You do not hold ${needed} any more.`);
}

function refuse(detail: string): never {
  throw new Problem('beyond-authority', { detail });
}

/** The scopes and grants of `client` that go beyond the powers; empty when it holds no more than they do. */
export function beyond(powers: Powers, client: Client): readonly string[] {
  const lacking = (held: readonly string[], wanted: readonly string[]): readonly string[] =>
    wanted.filter((scope) => !covers(held, scope));
  if (client.kind === 'application') return lacking(powers.grants, client.scopes);
  return [...new Set([...lacking(powers.scopes, client.scopes), ...lacking(powers.grants, client.grants ?? [])])];
}

/** Whether `after` differs from `before` by nothing but holding less. */
export function isNarrower(before: Client, after: Client): boolean {
  const rest = (client: Client): object => ({ ...client, scopes: [], grants: [] });
  return (
    isDeepStrictEqual(rest(before), rest(after)) &&
    after.scopes.every((scope) => covers(before.scopes, scope)) &&
    (after.grants ?? []).every((scope) => covers(before.grants ?? [], scope))
  );
}

const MOST_NAMED = 20;

/** Throws beyond-authority naming what is lacking. */
export function refuseBeyond(powers: Powers, client: Client): void {
  const lacking = beyond(powers, client);
  if (lacking.length === 0) return;
  const more = lacking.length > MOST_NAMED ? ` and ${lacking.length - MOST_NAMED} more` : '';
  const detail = `You cannot decide this, because you cannot hand out ${lacking.slice(0, MOST_NAMED).join(', ')}${more}.`;
  throw new Problem('beyond-authority', { detail });
}
