// The tables of clients.
// It must never change once released: later wishes are later migrations.

/**
 * `entry` is the client as JSON; the other tables are there so that nothing belongs to two clients. A client is never
 * deleted, so its id and the ids of its credentials are never given away; issuer and subject are, once revoked.
 */
export const clientsSchema = `
CREATE TABLE client (
  id TEXT PRIMARY KEY,
  entry TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client_credential (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX credential_of_client ON client_credential (client_id);

CREATE TABLE client_subject (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  client_id TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX subject_of_client ON client_subject (client_id);
`;
