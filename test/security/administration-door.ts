// The administration listener over the directory of a guarded gateway, with one administrator; requests are injected.
import type { InjectOptions, Response } from 'light-my-request';
import { createAdminApp } from '../../src/admin/admin-server.js';
import type { AdministratorGate } from '../../src/admin/guard/administrator-gate.js';
import { issueCredential } from '../../src/credentials/issue-credential.js';
import { createMetrics } from '../../src/observability/metrics/metrics.js';
import { OperatorDesk } from '../../src/write/operators/operator-desk.js';
import { passive } from '../support/write/one-administrator.js';
import { SmallDoor } from '../support/write/small-door.js';
import type { GuardedGateway } from './guarded-gateway.js';

/** The door; dispose it at the end. */
export interface AdministrationDoor extends AsyncDisposable {
  /** Of the administrator anna. */
  readonly secret: string;
  readonly send: (request: InjectOptions) => Promise<Response>;
  /** Opens a free port; the address. */
  readonly listen: () => Promise<string>;
}

/** Something an administrator may read. */
export const ADMIN_PATH = '/admin/v1/commands';

/** Opens it; `more` takes the place of what stands around the door and does nothing. */
export async function openAdministrationDoor(
  { clients, pepper, clock }: GuardedGateway,
  more: Partial<AdministratorGate> = {},
): Promise<AdministrationDoor> {
  const { credential, secret } = issueCredential(pepper, clock);
  await clients.save({
    ...{ id: 'anna', kind: 'administrator', name: 'Anna', scopes: ['admin.*'], grants: ['*'] },
    ...{ createdAt: credential.createdAt, credentials: [credential] },
  });
  const { journal, audit } = new SmallDoor([]);
  const { nest, listen, close } = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics: createMetrics({ operations: [], versions: [], processMetrics: false }),
    ...{ clock, observe: () => undefined },
    administration: {
      gate: { ...passive(clock), clients, pepper, clock, ...more },
      desks: { commands: { desk: new OperatorDesk(journal, audit), mask: () => '***' } },
    },
  });
  return { secret, send: (request) => nest.inject(request), listen: () => listen(), [Symbol.asyncDispose]: close };
}
