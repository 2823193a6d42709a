// Commands as the accept path would store them, for a ledger that is measured alone. The same number, the same command.
import type { AuditEntry } from '../../../src/audit/audit-entry.js';
import type { Json } from '../../../src/write/command.js';
import type { ClaimRequest, NewCommand } from '../../../src/write/ledger.port.js';
import { orderBody } from '../calling/sample-bodies.js';

export const NOW = '2026-11-20T12:00:00.000Z';

/** Everything of a claim but how many. */
export const CLAIM: Omit<ClaimRequest, 'most'> = {
  channel: 'procedures',
  worker: 'benchmark',
  now: NOW,
  leaseUntil: '2026-11-20T12:00:30.000Z',
};

/** Of fifty clients; a third about five thousand customers, so that some wait for others. */
export function newWrite(number: number): NewCommand {
  const id = `01E${String(number).padStart(23, '0')}`;
  const clientId = `client-${number % 50}`;
  const orderKey = number % 3 === 0 ? `customers/C${(number * 7_919) % 5_000}` : `orders/${id}`;
  const audit: AuditEntry = {
    ...{ at: NOW, action: 'command.accept', subject: `command/${id}`, outcome: 'done' },
    ...{ actor: { kind: 'client', id: clientId }, correlationId: id, detail: { operation: 'orders.create' } },
  };
  return {
    command: {
      ...{ id, clientId, version: 'v1', operation: 'orders.create', resource: 'orders', orderKey, acceptedAt: NOW },
      input: JSON.parse(orderBody(number)) as Json,
      ...{ bindingDigest: '0'.repeat(43), whenParked: 'block', channel: CLAIM.channel, correlationId: id },
    },
    state: 'accepted',
    mark: { clientId, operation: 'orders.create', key: `key-${number}`, fingerprint: 'f'.repeat(43) },
    audit,
  };
}
