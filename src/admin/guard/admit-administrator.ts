// Lets an administrator in to one route, or says why not: first who it is, then what it may.
// It must never let anybody in to a route that it was not asked about.
import type { Acting } from '../../credentials/desk/acting.js';
import { covers } from '../../credentials/scopes.js';
import { Problem } from '../../problems/problem.js';
import type { AdminRoute } from '../routes/admin-route.js';
import type { AdministratorGate, Knock } from './administrator-gate.js';
import { proveAdministrator, proveAgain } from './prove-administrator.js';
import type { ProvenAdministrator, Unproven } from './prove-administrator.js';
import { tellRefused } from './tell-refused.js';

const REALM = 'Bearer realm="banyan administration"';

/**
 * Resolves with who acts. Rejects with 401 alike for everybody who is nobody, 429 after too many failures, and 403 when
 * the scope of the route is not held; the last is in the audit trail.
 */
export async function admitAdministrator(
  route: Pick<AdminRoute, 'id' | 'scope'>,
  knock: Knock & { readonly about?: string },
  gate: AdministratorGate,
): Promise<Acting> {
  const proven = proveAdministrator(knock, gate);
  if (proven.kind === 'unproven') return refuseUnproven(proven, route, knock, gate);
  const { administrator, credentialId } = proven;
  gate.usage.note({ clientId: administrator.id, credentialId }, knock.address, route.id);
  return letIn(route, proven, knock, gate);
}

/**
 * Asks again whether somebody who was let in still would be; resolves with who acts as it is known now, rejects alike.
 * A body may be long in coming, and whoever is revoked meanwhile is out at once.
 */
export async function readmitAdministrator(
  route: Pick<AdminRoute, 'id' | 'scope'>,
  { acting, about }: { readonly acting: Acting; readonly about?: string },
  gate: AdministratorGate,
): Promise<Acting> {
  const { address, correlationId } = acting;
  const knock = { authorization: [], address, correlationId, ...(about !== undefined && { about }) };
  const proven = proveAgain(acting, gate);
  return proven.kind === 'proven' ? letIn(route, proven, knock, gate) : refuseUnproven(proven, route, knock, gate);
}

async function letIn(
  route: Pick<AdminRoute, 'id' | 'scope'>,
  { administrator, credentialId }: ProvenAdministrator,
  knock: Knock & { readonly about?: string },
  gate: AdministratorGate,
): Promise<Acting> {
  const { address, correlationId } = knock;
  if (route.scope === undefined || covers(administrator.scopes, route.scope)) {
    return { administrator, credentialId, address, correlationId };
  }
  await tellRefused({ ...knock, administrator, route, why: { scope: route.scope } }, gate);
  throw new Problem('insufficient-scope', {
    detail: `This operation needs the scope ${route.scope}.`,
    headers: { 'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${route.scope}"` },
  });
}

/** Whoever sent nothing has not tried anything; every other failure counts. */
async function refuseUnproven(
  { fault, tried, misplaced }: Unproven,
  route: Pick<AdminRoute, 'id' | 'scope'>,
  knock: Knock,
  gate: AdministratorGate,
): Promise<never> {
  const { address, correlationId } = knock;
  const known = tried === undefined ? undefined : gate.clients.findByCredential(tried);
  gate.observe({ kind: 'authentication-refused', correlationId, fault, clientId: known?.id });
  const wait = fault === 'missing' ? undefined : await gate.failures.count(address, tried);
  if (wait !== undefined) {
    throw new Problem('too-many-requests', { retryAfterSeconds: wait, detail: 'Too many failed attempts.' });
  }
  if (misplaced !== undefined) {
    await tellRefused({ ...knock, administrator: misplaced, route, why: { network: 'not allowed' } }, gate);
  }
  const challenge = fault === 'missing' ? REALM : `${REALM}, error="invalid_token"`;
  const detail = 'Send the secret of an administrator as a Bearer.';
  throw new Problem('unauthenticated', { detail, headers: { 'WWW-Authenticate': challenge }, internal: fault });
}
