// One decision that leaves a trail: who did what to what, from where, when, why, and with which outcome. Frozen data.
// It must never hold a secret or a value of a sensitive field.

/** Everything that is told of. A word that has been stored once keeps its meaning and stays in this list. */
export const AUDIT_ACTIONS = [
  'command.accept',
  'command.cancel',
  'command.retry',
  'command.resolve',
  'command.erase',
  'payload.retire',
  'batch.resolve',
  'review.close',
  'calendar.override',
  'breaker.hold',
  'breaker.release',
  'cache.drop',
  'client.create',
  'client.change',
  'client.revoke',
  'administrator.create',
  'administrator.change',
  'administrator.revoke',
  'credential.issue',
  'credential.retire',
  'credential.revoke',
  'signing-key.rotate',
  'read.sensitive',
  'audit.retire',
  'administration.refuse',
] as const;

/** What can be decided, or has to be told. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Whoever can decide: an application, a person, somebody who can read the data folder, or the gateway by itself. */
export const AUDIT_ACTORS = ['client', 'administrator', 'operator', 'gateway'] as const;

/** Who decided. */
export interface AuditActor {
  readonly kind: (typeof AUDIT_ACTORS)[number];
  /** Id of the client or administrator, name of the person, or `gateway`. */
  readonly id: string;
}

/** One entry. Entries are appended in the commit of what they tell of, and never changed. */
export interface AuditEntry {
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** What it was done to: `command/01J…`, `batch/01J…`, `client/web-shop`, `customers/C10001`. */
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  /** Network address the decision came from, without a port; absent where nobody called. */
  readonly address?: string;
  readonly correlationId?: string;
  readonly reason?: string;
  /** Names, counts and states; plain JSON. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}
