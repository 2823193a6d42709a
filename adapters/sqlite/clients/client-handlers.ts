// The clients' side of the writer thread.
// It must never let anything belong to two clients.
import type { DatabaseSync } from 'node:sqlite';
import type { CredentialUsage } from '../../../src/credentials/credential-usage.port.js';
import { auditAppender } from '../audit/append-audit.js';
import type { AuditRow } from '../audit/audit-row.js';
import { handle, type Handlers, operation } from '../store/operation.js';
import { text } from '../store/row.js';

/** A client made ready for its rows. */
export interface ClientRows {
  readonly id: string;
  readonly entry: string;
  readonly credentials: readonly string[];
  readonly subjects: readonly { readonly issuer: string; readonly subject: string }[];
  readonly audit: AuditRow | undefined;
}

/** Comes back with a sentence, and nothing written, when something belongs to another client. */
export const SAVE_CLIENT = operation<ClientRows, string | undefined>('clients.save');
export const RECORD_USAGES = operation<readonly CredentialUsage[], undefined>('usages.record');

const RECORD = `
INSERT INTO credential_usage (credential_id, used_ms, last_used_at, address, operation)
SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM client_credential WHERE id = ?)
ON CONFLICT (credential_id) DO UPDATE SET used_ms = excluded.used_ms, last_used_at = excluded.last_used_at,
  address = excluded.address, operation = excluded.operation WHERE excluded.used_ms > used_ms`;

/** Handlers over one writing connection. */
export function clientHandlers(database: DatabaseSync): Handlers {
  const conflictOf = conflictFinder(database);
  const replace = clientReplacer(database);
  const append = auditAppender(database);
  const record = database.prepare(RECORD);
  return new Map([
    handle(SAVE_CLIENT, (rows) => {
      const conflict = conflictOf(rows);
      if (conflict !== undefined) return conflict;
      replace(rows);
      append(rows.audit);
      return undefined;
    }),
    handle(RECORD_USAGES, (usages) => {
      for (const { credentialId, lastUsedAt, address, operation: used } of usages) {
        record.run(credentialId, Date.parse(lastUsedAt), lastUsedAt, address, used, credentialId);
      }
      return undefined;
    }),
  ]);
}

function conflictFinder(database: DatabaseSync): (rows: ClientRows) => string | undefined {
  const credentialOwner = database.prepare('SELECT client_id FROM client_credential WHERE id = ? AND client_id <> ?');
  const subjectOwner = database.prepare(
    'SELECT client_id FROM client_subject WHERE issuer = ? AND subject = ? AND client_id <> ?',
  );
  return ({ id, credentials, subjects }) => {
    for (const each of credentials) {
      const owner = credentialOwner.get(each, id);
      if (owner !== undefined) return `The credential ${each} belongs to the client ${String(owner['client_id'])}.`;
    }
    for (const { issuer, subject } of subjects) {
      const owner = subjectOwner.get(issuer, subject, id);
      if (owner !== undefined) {
        return `The subject ${subject} of ${issuer} belongs to the client ${String(owner['client_id'])}.`;
      }
    }
    return undefined;
  };
}

function clientReplacer(database: DatabaseSync): (rows: ClientRows) => void {
  const held = database.prepare('SELECT id FROM client_credential WHERE client_id = ?');
  const dropUsage = database.prepare('DELETE FROM credential_usage WHERE credential_id = ?');
  const put = database.prepare(
    'INSERT INTO client (id, entry) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry',
  );
  const dropCredentials = database.prepare('DELETE FROM client_credential WHERE client_id = ?');
  const dropSubjects = database.prepare('DELETE FROM client_subject WHERE client_id = ?');
  const addCredential = database.prepare('INSERT INTO client_credential (id, client_id) VALUES (?, ?)');
  const addSubject = database.prepare('INSERT INTO client_subject (issuer, subject, client_id) VALUES (?, ?, ?)');
  return ({ id, entry, credentials, subjects }) => {
    const gone = held
      .all(id)
      .map((row) => text(row, 'id'))
      .filter((each) => !credentials.includes(each));
    gone.forEach((each) => dropUsage.run(each));
    put.run(id, entry);
    dropCredentials.run(id);
    dropSubjects.run(id);
    credentials.forEach((each) => addCredential.run(each, id));
    subjects.forEach(({ issuer, subject }) => addSubject.run(issuer, subject, id));
  };
}
