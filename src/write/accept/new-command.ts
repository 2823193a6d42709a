// A command as it is stored first: accepted, or held while its channel is closed; with its entry in the audit trail.
// It must never put a value of the input into the audit trail.
import { queueOf } from '../../facade/binding-of-commands.js';
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { AcceptedCommand, Json } from '../command.js';
import type { IdempotencyMark, NewCommand } from '../ledger.port.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';
import type { WriteRequest } from '../write-request.js';
import { orderKeyOf } from './order-key.js';

/** A closed time of a channel. */
export interface Closed {
  /** When it ends, in epoch milliseconds. */
  readonly until: number;
  /** `nightly batch until 2026-12-01T01:30:00.000Z` */
  readonly reason: string;
}

/** What a request has brought, read. */
export interface Fresh {
  readonly input: Json;
  readonly mark: IdempotencyMark;
  readonly seenVersion: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Surroundings {
  readonly clock: Clock;
  readonly closed?: ((channel: string, now: number) => Closed | undefined) | undefined;
}

/** The command of a request that has passed every rule. */
export function newCommand(
  write: PreparedWrite,
  request: WriteRequest,
  { input, mark, seenVersion, now }: Fresh,
  { clock, closed }: Surroundings,
): NewCommand {
  const command = commandOf(write, request, { id: newId(clock), at: new Date(now).toISOString(), input, seenVersion });
  const shut = closed?.(write.binding.delivery.channel, now);
  const held = shut && { notBefore: new Date(shut.until).toISOString(), reason: shut.reason };
  const { id, clientId, operation, correlationId, acceptedAt } = command;
  const audit: AuditEntry = {
    at: acceptedAt,
    actor: { kind: 'client', id: clientId },
    action: 'command.accept',
    subject: `command/${id}`,
    outcome: 'done',
    correlationId,
    detail: { operation },
  };
  return { command, state: held === undefined ? 'accepted' : 'held', ...held, mark, audit };
}

function commandOf(
  { operation, binding }: PreparedWrite,
  { clientId, version, key, correlationId }: WriteRequest,
  { id, at, input, seenVersion }: Pick<Fresh, 'input' | 'seenVersion'> & { readonly id: string; readonly at: string },
): AcceptedCommand {
  return {
    id,
    clientId,
    version,
    operation: operation.id,
    resource: operation.resource,
    ...(key === undefined ? {} : { key }),
    input,
    ...(seenVersion === undefined ? {} : { seenVersion }),
    bindingDigest: binding.digest,
    orderKey: orderKeyOf(binding.order.by, { id, input, key }),
    whenParked: binding.order.whenParked,
    channel: queueOf(binding),
    correlationId,
    acceptedAt: at,
  };
}
