// The tables of commands, their marks and their histories.
// It must never change once released: later wishes are later migrations.

/**
 * `command` holds what is asked for often and stays small; what the caller sent lies in `payload`, so that a move does
 * not rewrite it. `seq` is the order of acceptance. Four columns are worked out from the others for the sake of claims:
 * `due_at` (when a claim must look at it, in ms since 1970; 0 at once, null never), `blocking` (later commands of its
 * key must wait), `in_flight` (it may be at work at the ERP) and `turn` (it is the one of its key that may go on).
 * Every index that a claim uses leaves settled commands out, so that a long past costs nothing. Marks fall anywhere in
 * their index, so it is kept small enough to stay in memory: digests only, the fingerprint lies with the command.
 */
export const commandsSchema = `
CREATE TABLE command (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  client_id TEXT NOT NULL,
  version TEXT NOT NULL,
  operation TEXT NOT NULL,
  resource TEXT NOT NULL,
  key TEXT,
  binding_digest TEXT NOT NULL,
  order_key TEXT NOT NULL,
  when_parked TEXT NOT NULL,
  channel TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  fence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  not_before TEXT,
  lease_until TEXT,
  result TEXT,
  refusal TEXT,
  parked_reason TEXT,
  due_at INTEGER,
  blocking INTEGER NOT NULL,
  in_flight INTEGER NOT NULL,
  turn INTEGER NOT NULL
) STRICT;

CREATE INDEX command_by_state ON command (state, id);
CREATE INDEX command_by_client ON command (client_id, id);
CREATE INDEX command_by_operation ON command (operation, id);
CREATE INDEX command_by_order_key ON command (order_key, id);

CREATE UNIQUE INDEX command_with_turn ON command (order_key) WHERE turn = 1;
CREATE INDEX command_queue ON command (order_key, in_flight DESC, seq) WHERE blocking = 1;
CREATE INDEX command_ready ON command (channel, seq) WHERE turn = 1 AND in_flight = 0 AND due_at = 0;
CREATE INDEX command_waiting ON command (channel, due_at) WHERE in_flight = 0 AND due_at > 0;
CREATE INDEX command_leased ON command (channel, due_at) WHERE in_flight = 1 AND due_at IS NOT NULL;

CREATE TABLE payload (
  seq INTEGER PRIMARY KEY,
  input TEXT NOT NULL
) STRICT;

CREATE TABLE mark (
  digest BLOB PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  seq INTEGER NOT NULL,
  step INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  by TEXT NOT NULL,
  reason TEXT,
  evidence TEXT,
  PRIMARY KEY (seq, step)
) STRICT, WITHOUT ROWID;
`;

/** A later step: the version of the record that the sender saw, as text; of commands that were sent with If-Match. */
export const preconditionsSchema = `
ALTER TABLE command ADD COLUMN seen_version TEXT;
`;
