// One decision that leaves a trail: who did what to what, when, why, and with which outcome. Frozen data.
// It must never hold a secret or a value of a sensitive field.

/** Who decided. */
export interface AuditActor {
  readonly kind: 'client' | 'operator' | 'gateway';
  /** Id of the client, name of the person, or `gateway`. */
  readonly id: string;
}

/** What can be decided. Administration of credentials joins it with its own words. */
export type AuditAction =
  | 'command.accept'
  | 'command.cancel'
  | 'command.retry'
  | 'command.resolve'
  | 'command.erase'
  | 'payload.retire'
  | 'batch.resolve'
  | 'review.close'
  | 'calendar.override';

/** One entry. Entries are appended in the commit of what they tell of, and never changed. */
export interface AuditEntry {
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** What it was done to: `command/01J…`, `batch/01J…`, `subject/customers/C10001`. */
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  readonly correlationId?: string;
  readonly reason?: string;
  /** Names, counts and states; plain JSON. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}
