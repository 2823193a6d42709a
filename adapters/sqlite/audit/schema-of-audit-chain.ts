// What chains the audit trail: a digest per entry, the stream's id, and what is kept about heads and checkpoints.
// It must never change once released: later wishes are later migrations.
import type { DatabaseSync } from 'node:sqlite';
import { chainDigest, chainStart } from '../../../src/audit/chain/chain-digest.js';
import { text } from '../store/row.js';

/**
 * `digest` goes over the digest before and `entry` (see chain-digest.ts). `audit_stream` has one row. `audit_note` keeps
 * the last signed head and, where old entries were let go, the signed checkpoint that stands for them.
 */
export const auditChainSchema = `
ALTER TABLE audit ADD COLUMN digest BLOB NOT NULL DEFAULT x'';

CREATE TABLE audit_stream (
  id TEXT NOT NULL
) STRICT;
INSERT INTO audit_stream (id) VALUES (lower(hex(randomblob(16))));

CREATE TABLE audit_note (
  kind TEXT PRIMARY KEY CHECK (kind IN ('head', 'checkpoint')),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Chains the entries that were there before: about ten seconds per million. */
export function chainPast(database: DatabaseSync): void {
  const stream = database.prepare('SELECT id FROM audit_stream').get() ?? {};
  const update = database.prepare('UPDATE audit SET digest = ? WHERE place = ?');
  const entries = database.prepare('SELECT place, entry FROM audit ORDER BY place').iterate();
  let { digest } = chainStart(text(stream, 'id'));
  for (const row of entries) {
    digest = chainDigest(digest, text(row, 'entry'));
    update.run(digest, row['place'] ?? null);
  }
}
