// Decides whether a new connection of a source may be used: it must prove what the facade asks before its first
// statement. It must never let a doubt pass: what it does not know to be harmless counts as harmful.
import type { ReadOnlyProof } from '../../../src/facade/binding.js';
import { listed, powerBeyond, READING } from './login-powers.js';
import type { Ask, Proof } from './proof.js';
import { UPDATEABILITY, USERS } from './proof-statements.js';

/** The proof that a source's connections give. */
export function readOnlyProof(proof: ReadOnlyProof): Proof {
  return async (ask) => {
    const advice = await refuteReadOnly(proof, ask);
    return advice === undefined ? undefined : { fault: 'not-read-only', advice };
  };
}

/** Why the connection must not be used, or undefined when it has proven what was asked. */
export async function refuteReadOnly(proof: ReadOnlyProof, ask: Ask): Promise<string | undefined> {
  switch (proof) {
    case 'trust':
      return undefined;
    case 'replica':
      return refuteReplica(ask);
    case 'grants':
      return refuteGrants(ask);
    case 'both':
      return (await refuteReplica(ask)) ?? refuteGrants(ask);
  }
}

/** What readiness shows for as long as a source is trusted instead of proven. */
export const TRUST_WARNING =
  'This source is trusted to be read-only without proof (readOnly: trust); ask for replica, grants or both.';

async function refuteReplica(ask: Ask): Promise<string | undefined> {
  const [row] = await ask(UPDATEABILITY);
  const state = row?.[0];
  if (state === 'READ_ONLY') return undefined;
  return `The database is ${typeof state === 'string' ? state : 'in an unknown state'}, not READ_ONLY: point url at a readable replica (an availability group listener routes there only with applicationIntent=ReadOnly and a routing list), or ask for readOnly: grants.`;
}

async function refuteGrants(ask: Ask): Promise<string | undefined> {
  const power = (await powerBeyond(READING, ask)) ?? (await listed(ask, USERS, 'may act as user'));
  if (power === undefined) return undefined;
  return `The login ${power}: give the gateway a login of its own that may only SELECT from the approved views.`;
}
