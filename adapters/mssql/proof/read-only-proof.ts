// Decides whether a new connection may be used: it must prove what the facade asks before its first statement.
// It must never let a doubt pass: what it does not know to be harmless counts as harmful.
import type { ReadOnlyProof } from '../../../src/facade/binding.js';
import {
  DATABASE_ROLES,
  OBJECTS,
  PERMISSIONS,
  ROLES,
  SCHEMAS,
  SERVER_ROLES,
  UPDATEABILITY,
  USERS,
} from './proof-statements.js';

/** Runs one of the proof statements on the connection in question and returns its rows. */
export type Ask = (text: string) => Promise<readonly (readonly unknown[])[]>;

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
  return (
    (await refuteRoles(ask)) ??
    (await refutePermissions(ask)) ??
    (await refuteListed(ask, SCHEMAS, 'may do more than read in schema')) ??
    (await refuteListed(ask, OBJECTS, 'may do more than read with')) ??
    refuteListed(ask, USERS, 'may act as user')
  );
}

async function refuteRoles(ask: Ask): Promise<string | undefined> {
  const [row] = await ask(ROLES);
  const roles = [...SERVER_ROLES, ...DATABASE_ROLES].filter((_, index) => row?.[index] !== 0);
  return roles.length === 0 ? undefined : tooPowerful(`is a member of ${roles.join(', ')}`);
}

/** Permissions that let a login look and connect, by their first word. All others are refused, known or not. */
const HARMLESS = /^(CONNECT|SELECT|VIEW|SHOWPLAN|UNMASK|REFERENCES)\b/;

async function refutePermissions(ask: Ask): Promise<string | undefined> {
  const rows = await ask(PERMISSIONS);
  const names = rows.map(([name]) => String(name));
  if (names.length === 0) return tooPowerful('does not show its permissions');
  const harmful = names.filter((name) => !HARMLESS.test(name));
  return harmful.length === 0 ? undefined : tooPowerful(`holds ${harmful.slice(0, 5).join(', ')}`);
}

async function refuteListed(ask: Ask, text: string, what: string): Promise<string | undefined> {
  const rows = await ask(text);
  return rows.length === 0 ? undefined : tooPowerful(`${what} ${rows.map(([name]) => String(name)).join(', ')}`);
}

function tooPowerful(what: string): string {
  return `The login ${what}: give the gateway a login of its own that may only SELECT from the approved views.`;
}
