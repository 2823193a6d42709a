// Brings a store to the schema this program knows, forward only.
// It must never touch a store that a newer program has written.
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../../src/write/ledger.port.js';
import { auditChainSchema, chainPast } from '../audit/schema-of-audit-chain.js';
import { auditSchema } from '../audit/schema-of-audit.js';
import { batchNamesSchema } from '../batches/schema-of-batch-names.js';
import { batchesSchema } from '../batches/schema-of-batches.js';
import { clientsSchema } from '../clients/schema-of-clients.js';
import { goneUsagesSchema, usagesSchema } from '../clients/schema-of-usages.js';
import { commandsSchema, preconditionsSchema } from '../ledger/schema-of-commands.js';
import { holdsSchema } from '../ledger/schema-of-holds.js';
import { wordingSchema } from '../payloads/schema-of-wording.js';
import { reviewsSchema } from '../reviews/schema-of-reviews.js';
import { signingKeysSchema } from '../signing-keys/schema-of-signing-keys.js';
import { pragma } from './connections.js';

/** One step forward. Once released it never changes; what it got wrong is put right by a later one. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot do, after it and in its transaction. */
  readonly run?: (database: DatabaseSync) => void;
}

/** All steps, oldest first; the place in this list is the version. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'commands', sql: commandsSchema },
  { name: 'wording', sql: wordingSchema },
  { name: 'batches', sql: batchesSchema },
  { name: 'reviews', sql: reviewsSchema },
  { name: 'audit', sql: auditSchema },
  { name: 'holds', sql: holdsSchema },
  { name: 'batch names', sql: batchNamesSchema },
  { name: 'preconditions', sql: preconditionsSchema },
  { name: 'clients', sql: clientsSchema },
  { name: 'credential usages', sql: usagesSchema },
  { name: 'audit chain', sql: auditChainSchema, run: chainPast },
  { name: 'signing keys', sql: signingKeysSchema },
  { name: 'gone usages', sql: goneUsagesSchema },
];

/** Marks the file as ours: "BNYN" in ASCII. */
const APPLICATION_ID = 0x424e594e;

/**
 * Applies what is missing, each step in a transaction of its own. Throws StoreUnavailable for a file of another program,
 * for a store of a newer program, and for one whose past differs from ours.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[] = MIGRATIONS): void {
  claimFile(database);
  database.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
  const applied = database.prepare('SELECT name FROM migration ORDER BY version').all();
  const names = applied.map(({ name }) => String(name));
  assertKnown(database, names, migrations);
  migrations.slice(names.length).forEach((migration, index) => apply(database, migration, names.length + index + 1));
}

function claimFile(database: DatabaseSync): void {
  const id = pragma(database, 'application_id');
  if (id === APPLICATION_ID) return;
  const empty = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0;
  if (id !== 0 || !empty) throw new StoreUnavailable(`${location(database)} is a database of another program.`);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
}

function assertKnown(database: DatabaseSync, names: readonly string[], migrations: readonly Migration[]): void {
  if (names.length > migrations.length) {
    throw new StoreUnavailable(
      `${location(database)} has schema ${names.length} and this program knows ${migrations.length}: a newer Banyan has ` +
        'written to it. Start that version, or restore the backup made before the upgrade.',
    );
  }
  const strange = names.filter((name, index) => migrations[index]?.name !== name);
  if (strange.length > 0) {
    throw new StoreUnavailable(
      `${location(database)} has gone through steps this program does not have: ${strange.join(', ')}.`,
    );
  }
}

function apply(database: DatabaseSync, migration: Migration, version: number): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(migration.sql);
    migration.run?.(database);
    database.prepare('INSERT INTO migration (version, name) VALUES (?, ?)').run(version, migration.name);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function location(database: DatabaseSync): string {
  return database.location() ?? 'The store';
}
