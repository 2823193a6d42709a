// The table of the last use of each credential, and what was put right in it.
// It must never change once released: later wishes are later migrations.

/** `used_ms` is the moment in ms since 1970, by which the later of two uses is told. */
export const usagesSchema = `
CREATE TABLE credential_usage (
  credential_id TEXT PRIMARY KEY,
  used_ms INTEGER NOT NULL,
  last_used_at TEXT NOT NULL,
  address TEXT NOT NULL,
  operation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Once nothing deleted the use of a credential that its client had no more. */
export const goneUsagesSchema = `
DELETE FROM credential_usage WHERE credential_id NOT IN (SELECT id FROM client_credential);
`;
