// Who may log in to the ERP, and what each may do.
// Passwords are handed in: none is ever written here.
import type { LoginDefinition } from '../engine/definition.js';

/** The logins of the ERP. */
export const loginNames = ['banyan_reader', 'banyan_writer', 'erp_owner', 'curious'] as const;
/** One of the ERP's logins. */
export type LoginName = (typeof loginNames)[number];
/** A password for every login. */
export type Passwords = Readonly<Record<LoginName, string>>;

/**
 * The reader sees the approved views and nothing else, the writer may run the sanctioned procedures and nothing else.
 * The owner is far too powerful for an integration, and is here to be refused as one. Curious may connect, and that is all.
 */
export function contosoLogins(passwords: Passwords): LoginDefinition[] {
  return [
    { name: 'banyan_reader', password: passwords.banyan_reader, grants: { select: ['api'] } },
    { name: 'banyan_writer', password: passwords.banyan_writer, grants: { execute: ['erp'] } },
    { name: 'erp_owner', password: passwords.erp_owner, grants: {}, databaseRoles: ['db_owner'] },
    { name: 'curious', password: passwords.curious, grants: {} },
  ];
}
