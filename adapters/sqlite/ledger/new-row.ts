// The row of a new command as a list of values: structured cloning takes half as long over one as over an object.
// It must never hold the input, which has a table of its own.
import type { Command } from '../../../src/write/command.js';
import type { IdempotencyMark } from '../../../src/write/ledger.port.js';

/** Columns that a new command's row fills from outside, in the order of the values. */
export const NEW_COLUMNS = [
  ...(['id', 'client_id', 'version', 'operation', 'resource', 'key', 'binding_digest', 'order_key'] as const),
  ...(['when_parked', 'channel', 'correlation_id', 'accepted_at', 'state', 'changed_at', 'not_before'] as const),
  ...(['seen_version', 'fingerprint', 'due_at'] as const),
] as const;

/** One value per column. */
export type NewRow = readonly (string | number | null)[];

/** Where the value of each column stands. */
export const PLACE = Object.fromEntries(NEW_COLUMNS.map((column, place) => [column, place])) as Readonly<
  Record<(typeof NEW_COLUMNS)[number], number>
>;

/** The row of a command whose story begins; `dueAt` as in command-order.ts, null for never. */
export function newRow(command: Command, fingerprint: string, dueAt: number | null): NewRow {
  return [
    command.id,
    command.clientId,
    command.version,
    command.operation,
    command.resource,
    command.key ?? null,
    command.bindingDigest,
    command.orderKey,
    command.whenParked,
    command.channel,
    command.correlationId,
    command.acceptedAt,
    command.state,
    command.changedAt,
    command.notBefore ?? null,
    command.seenVersion ?? null,
    fingerprint,
    dueAt,
  ];
}

/** The mark of a row; its key is no column. */
export function markOf(row: NewRow, key: string): IdempotencyMark {
  const text = (place: number): string => String(row[place]);
  return {
    clientId: text(PLACE.client_id),
    operation: text(PLACE.operation),
    key,
    fingerprint: text(PLACE.fingerprint),
  };
}
