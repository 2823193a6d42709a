// The audit trail's side of the writer thread. It must never remove an entry but together with the checkpoint for it.
import type { DatabaseSync } from 'node:sqlite';
import { checkpointPosition } from '../../../src/audit/chain/checkpoint-position.js';
import { handle, type Handlers } from '../store/operation.js';
import { auditAppender } from './append-audit.js';
import { APPEND_AUDIT, RECORD_HEAD, RETIRE_AUDIT, type RetireRows } from './audit-operations.js';

const KEEP_NOTE = 'INSERT INTO audit_note (kind, text) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET text = ?2';

/** Handlers over one writing connection. */
export function auditHandlers(database: DatabaseSync): Handlers {
  const append = auditAppender(database);
  const keepNote = database.prepare(KEEP_NOTE);
  return new Map([
    handle(APPEND_AUDIT, (rows): undefined => {
      rows.forEach(append);
    }),
    handle(RECORD_HEAD, (text): undefined => {
      keepNote.run('head', text);
    }),
    handle(RETIRE_AUDIT, rowRetirer(database)),
  ]);
}

function rowRetirer(database: DatabaseSync): (step: RetireRows) => undefined {
  const append = auditAppender(database);
  const keepNote = database.prepare(KEEP_NOTE);
  const last = database.prepare('SELECT digest FROM audit WHERE place = ?');
  const remove = database.prepare('DELETE FROM audit WHERE place <= ?');
  return ({ upTo, checkpoint, audit }) => {
    const { place, digest } = checkpointPosition(checkpoint);
    const stored = last.get(upTo)?.['digest'];
    if (place !== upTo || !(stored instanceof Uint8Array) || !Buffer.from(stored).equals(digest)) {
      throw new Error(`the checkpoint does not stand for the audit entries up to ${upTo}`);
    }
    append(audit);
    keepNote.run('checkpoint', checkpoint);
    remove.run(upTo);
  };
}
