// The tables of batches: files that carry the records of several commands, with their bytes and their histories.
// It must never change once released: later wishes are later migrations.

/**
 * A command names the batch it was sealed into; it stays there for good. Bytes lie apart, so that a move does not rewrite
 * them. The history of a batch tells of files and never repeats a record, so that bytes are all that erasing
 * takes away. The index `batch_open` lets one batch of a queue be open at a time, whoever asks.
 */
export const batchesSchema = `
ALTER TABLE command ADD COLUMN batch INTEGER;

CREATE TABLE batch (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  queue TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  date TEXT NOT NULL,
  file_name TEXT NOT NULL,
  done_name TEXT,
  acknowledgement_name TEXT,
  sha256 TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  state TEXT NOT NULL,
  fence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  lease_until TEXT,
  not_before TEXT,
  delivered_at TEXT,
  overdue_since TEXT,
  parked_reason TEXT,
  erased_at TEXT
) STRICT;

CREATE INDEX batch_in_order ON batch (queue);
CREATE INDEX batch_by_queue ON batch (queue, state, id);
CREATE INDEX batch_by_state ON batch (state, id);
CREATE UNIQUE INDEX batch_open ON batch (queue) WHERE state IN ('sealed', 'delivering', 'unknown', 'parked');

CREATE TABLE batch_member (
  batch INTEGER NOT NULL,
  place INTEGER NOT NULL,
  command INTEGER NOT NULL,
  line INTEGER NOT NULL,
  business_key TEXT,
  PRIMARY KEY (batch, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_bytes (
  batch INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE batch_history (
  batch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  by TEXT NOT NULL,
  reason TEXT,
  evidence TEXT,
  PRIMARY KEY (batch, step)
) STRICT, WITHOUT ROWID;
`;
