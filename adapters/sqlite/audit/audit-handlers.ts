// The audit trail's side of the writer thread. It must never remove an entry but together with the checkpoint for it.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checkpointPosition } from '../../../src/audit/chain/checkpoint-position.js';
import { handle, type Handlers } from '../store/operation.js';
import { auditAppender, type AppendAudit } from './append-audit.js';
import { APPEND_AUDIT, CLOSE_AUDIT, RECORD_HEAD, RETIRE_AUDIT, type RetireRows } from './audit-operations.js';
import { writerChain } from './writer-chain.js';

const KEEP_NOTE = 'INSERT INTO audit_note (kind, text) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET text = ?2';

/** Handlers over one writing connection. */
export function auditHandlers(database: DatabaseSync): Handlers {
  const parts = { database, append: auditAppender(database), keepNote: database.prepare(KEEP_NOTE) };
  const { append, keepNote } = parts;
  return new Map([
    handle(APPEND_AUDIT, (rows): undefined => {
      rows.forEach(append);
    }),
    handle(RECORD_HEAD, (text): undefined => {
      keepNote.run('head', text);
    }),
    handle(CLOSE_AUDIT, (): undefined => {
      writerChain(database).close();
    }),
    handle(RETIRE_AUDIT, rowRetirer(parts)),
  ]);
}

interface RetireParts {
  readonly database: DatabaseSync;
  readonly append: AppendAudit;
  readonly keepNote: StatementSync;
}

function rowRetirer({ database, append, keepNote }: RetireParts): (step: RetireRows) => undefined {
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
