// The table of the audit trail.
// It must never change once released: later wishes are later migrations.

/**
 * `entry` is the text of an entry exactly as it was appended (see chain-entry.ts): whatever is asked of an entry is read
 * from there, and a chain of digests can go over it. Action and subject are there once more for the sake of the indexes.
 * Most entries tell of accepted commands; they are left out of the index by action, whose readers look for the others.
 */
export const auditSchema = `
CREATE TABLE audit (
  place INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  entry TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject);
CREATE INDEX audit_by_action ON audit (action) WHERE action <> 'command.accept';
`;
