// The table of what is known of signing keys; their private halves lie elsewhere.
// It must never change once released: later wishes are later migrations.

export const signingKeysSchema = `
CREATE TABLE signing_key (
  kid TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  signs_from TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT, WITHOUT ROWID;
`;
