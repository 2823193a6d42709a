import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseDefinition } from '../engine/definition.js';
import { Engine } from '../engine/engine.js';
import { storedDdl } from './ddl.js';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
const file = join(folder, 'a.db');

afterEach(() => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
});

function definition(...ddl: string[]): DatabaseDefinition {
  return { database: 'A', ddl, rowversion: [], procedures: {}, tableTypes: {}, logins: [] };
}

const table = 'CREATE TABLE "dbo.T" (A INT NOT NULL PRIMARY KEY, B VARCHAR(10))';

describe('a database file', () => {
  it('is seeded once and keeps its data', () => {
    let seeded = 0;
    const seed = (db: DatabaseSync): void => {
      seeded += 1;
      db.exec(`INSERT INTO "dbo.T" VALUES (1, 'x')`);
    };
    const first = Engine.open(file, definition(table), { seed });
    first.close();
    const second = Engine.open(file, definition(table), { seed });
    expect([first.created, second.created, seeded]).toEqual([true, false, 1]);
    second.close();
  });

  it('is as if it had never been when seeding fails, and can be made again', () => {
    const failing = (db: DatabaseSync): never => {
      db.exec(`INSERT INTO "dbo.T" VALUES (1, 'x')`);
      throw new Error('killed');
    };
    expect(() => Engine.open(file, definition(table), { seed: failing })).toThrow('killed');
    const engine = Engine.open(file, definition(table));
    expect(engine.created).toBe(true);
    engine.close();
  });

  it('of another definition is not touched', () => {
    Engine.open(file, definition(table)).close();
    expect(() => Engine.open(file, definition(table, 'CREATE TABLE "dbo.U" (A INT)'))).toThrow('another definition');
  });

  it('is refused when a view has a column without a type', () => {
    const view = 'CREATE VIEW "api.T" AS SELECT A + 1 AS NEXT FROM "dbo.T"';
    expect(() => Engine.open(file, definition(table, view))).toThrow('View api.T: column NEXT is an expression');
  });
});

describe('DDL', () => {
  it('gets case-insensitive text and sortable decimals, and keeps everything else', () => {
    expect(
      storedDdl(
        'CREATE TABLE "dbo.T" (A CHAR(2) COLLATE NOCASE, B NVARCHAR(MAX), C DECIMAL(15,2), D DECIMAL(28,4), E MONEY, F VARBINARY(MAX))',
      ),
    ).toBe(
      'CREATE TABLE "dbo.T" (A CHAR(2) COLLATE NOCASE, B "NVARCHAR(MAX)" COLLATE NOCASE, C DECIMAL(15,2), D "DECIMAL(28,4) TEXT", E "MONEY TEXT", F "VARBINARY(MAX)")',
    );
    expect(storedDdl('CREATE INDEX "I" ON "dbo.T" (A)')).toBe('CREATE INDEX "I" ON "dbo.T" (A)');
  });
});
