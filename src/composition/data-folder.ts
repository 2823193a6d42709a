// Where the gateway keeps its own things, and who may look. It must never hold data of the ERP.
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Paths inside the data folder. */
export interface DataFolder {
  readonly root: string;
  readonly clients: string;
  readonly pepper: string;
  readonly signingKey: string;
  readonly cursorKey: string;
  readonly firstClientSecret: string;
  /** Accepted writes and what became of them. */
  readonly ledger: string;
  readonly operatorToken: string;
  /** What operators have opened against the calendar. */
  readonly calendarOverrides: string;
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
    clients: join(root, 'clients.json'),
    pepper: join(root, 'pepper.key'),
    signingKey: join(root, 'signing.key'),
    cursorKey: join(root, 'cursor.key'),
    firstClientSecret: join(root, 'first-client.secret'),
    ledger: join(root, 'ledger'),
    operatorToken: join(root, 'operator.token'),
    calendarOverrides: join(root, 'calendar-overrides.json'),
    demo: join(root, 'demo'),
  };
}
