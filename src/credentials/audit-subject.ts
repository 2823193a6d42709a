// What the audit trail calls a client and an administrator.
// It must never change: entries are found by it for as long as they are kept.
import type { Client } from './client.js';

/** The subject of entries about one of them: `client/web-shop`, `administrator/anna`. */
export function auditSubjectOf({ kind, id }: Pick<Client, 'kind' | 'id'>): string {
  return `${kind === 'administrator' ? 'administrator' : 'client'}/${id}`;
}
