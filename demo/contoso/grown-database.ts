// A grown database in memory, without the engine around it: for specs about what the generator makes.
// It is the ERP's own DDL and generator; nothing else is put in.
import { DatabaseSync } from 'node:sqlite';
import { contosoDdl } from './definition.js';
import type { Growth } from '../seed/contoso.js';
import { seedContoso } from '../seed/contoso.js';

/** Creates the tables and grows the rows in one transaction. The caller closes it. */
export function grownDatabase(growth: Growth): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  // SQLite takes numbers only between the parentheses of a type; the engine quotes such a type in the same way.
  for (const statement of contosoDdl) db.exec(statement.replaceAll('NVARCHAR(MAX)', '"NVARCHAR(MAX)"'));
  db.exec('BEGIN');
  seedContoso(db, growth);
  db.exec('COMMIT');
  return db;
}
