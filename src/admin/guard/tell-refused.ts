// Writes down that a known administrator was refused at the door. It must never write down what a request carried.
import type { AuditEntry } from '../../audit/audit-entry.js';
import { toldOf } from '../../audit/decider.js';
import type { Client } from '../../credentials/client.js';
import { ledgerUnavailable } from '../../problems/problem.js';
import type { AdminRoute } from '../routes/admin-route.js';
import type { AdministratorGate, Knock } from './administrator-gate.js';

/** A refusal. */
export interface RefusedAttempt extends Pick<Knock, 'address' | 'correlationId'> {
  readonly administrator: Client;
  readonly route: Pick<AdminRoute, 'id'>;
  readonly why: NonNullable<AuditEntry['detail']>;
  /** What the address named, where it named something. */
  readonly about?: string;
}

const PLAIN = /^[A-Za-z0-9._~-]{1,64}$/;

/** Resolves when the entry is on disk; rejects with ledger-unavailable when it cannot be. */
export async function tellRefused(
  { administrator, address, correlationId, route, about, why }: RefusedAttempt,
  { audit, clock }: AdministratorGate,
): Promise<void> {
  const entry: AuditEntry = {
    at: new Date(clock.now()).toISOString(),
    ...toldOf({ by: administrator.id, address, correlationId }),
    action: 'administration.refuse',
    subject: `operation/${route.id}`,
    outcome: 'refused',
    detail: { ...why, ...(about !== undefined && PLAIN.test(about) && { about }) },
  };
  try {
    await audit.append(entry);
  } catch (error) {
    throw ledgerUnavailable('a refusal could not be written down', error);
  }
}
