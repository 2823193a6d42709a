// The signing keys' side of the writer thread. It must never change a key without the entry that tells of it.
import type { DatabaseSync } from 'node:sqlite';
import type { SigningKeyRecord } from '../../../src/credentials/signing/signing-keys.port.js';
import { auditAppender } from '../audit/append-audit.js';
import type { AuditRow } from '../audit/audit-row.js';
import { handle, type Handlers, operation } from '../store/operation.js';

/** One change. */
export interface SigningKeyChange {
  readonly put: readonly SigningKeyRecord[];
  readonly forget: readonly string[];
  readonly audit: AuditRow | undefined;
}

export const SAVE_SIGNING_KEYS = operation<SigningKeyChange, undefined>('signing-keys.save');

const PUT = `
INSERT INTO signing_key (kid, created_at, signs_from, withdrawn_at) VALUES (?, ?, ?, ?)
ON CONFLICT (kid) DO UPDATE SET signs_from = excluded.signs_from, withdrawn_at = excluded.withdrawn_at`;

/** Handlers over one writing connection. */
export function signingKeyHandlers(database: DatabaseSync): Handlers {
  const place = database.prepare(PUT);
  const remove = database.prepare('DELETE FROM signing_key WHERE kid = ?');
  const append = auditAppender(database);
  return new Map([
    handle(SAVE_SIGNING_KEYS, ({ put, forget, audit }) => {
      for (const { kid, createdAt, signsFrom, withdrawnAt = null } of put) {
        place.run(kid, createdAt, signsFrom, withdrawnAt);
      }
      for (const kid of forget) remove.run(kid);
      append(audit);
      return undefined;
    }),
  ]);
}
