// What can be noticed about the audit trail. Members of the union in observation.ts.
// It must never carry an entry.

export type AuditObservation = {
  /** The end of the trail was signed. In the log it is a witness outside the store. */
  readonly kind: 'audit-head-signed';
  readonly stream: string;
  readonly number: number;
  /** Entries up to this one, and the digest over all of them. */
  readonly place: number;
  readonly digest: string;
  /** The whole line, as it stands in the file of heads. */
  readonly head: string;
};
