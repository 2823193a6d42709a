// Where the gateway keeps its own things, and who may look. It must never hold data of the ERP.
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Paths inside the data folder. */
export interface DataFolder {
  readonly root: string;
  readonly pepper: string;
  /** Folder of private keys. */
  readonly signingKeys: string;
  readonly cursorKey: string;
  readonly firstClientSecret: string;
  readonly firstAdministratorSecret: string;
  /** Put there by an operator when no secret of an administrator is left. */
  readonly recoveredAdministratorSecret: string;
  /** The store: clients, accepted writes and what became of them, the audit trail. */
  readonly ledger: string;
  /** What operators have opened against the calendar. */
  readonly calendarOverrides: string;
  /** Breakers that are open or held. */
  readonly breakers: string;
  /** Folder of marks of sources that may have statements at the ERP. */
  readonly busyLanes: string;
  /** The key that signs heads of the audit trail, and where they are written unless a setting says otherwise. */
  readonly auditKey: string;
  readonly auditHeads: string;
  readonly demo: string;
}

/** Makes the folder when it is missing, closes it to everybody but its owner, and names what lies in it. */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  return dataFolderAt(root);
}

/** The names alone; touches nothing. */
export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    pepper: join(root, 'pepper.key'),
    signingKeys: join(root, 'signing-keys'),
    cursorKey: join(root, 'cursor.key'),
    firstClientSecret: join(root, 'first-client.secret'),
    firstAdministratorSecret: join(root, 'first-administrator.secret'),
    recoveredAdministratorSecret: join(root, 'recovered-administrator.secret'),
    ledger: join(root, 'ledger'),
    calendarOverrides: join(root, 'calendar-overrides.json'),
    breakers: join(root, 'breakers.json'),
    busyLanes: join(root, 'busy-lanes'),
    auditKey: join(root, 'audit.key'),
    auditHeads: join(root, 'audit-heads.ndjson'),
    demo: join(root, 'demo'),
  };
}
