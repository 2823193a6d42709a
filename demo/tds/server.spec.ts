import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'mssql';
import { Engine } from '../engine/engine.js';
import { sampleDefinition, seedSample } from '../fixtures/sample-database.js';
import { TdsServer } from './server.js';

const folder = mkdtempSync(join(tmpdir(), 'tds-'));
const engine = Engine.open(join(folder, 'sample.db'), sampleDefinition, { seed: seedSample });
const server = new TdsServer({ engine, encryption: 'off' });
const pools: sql.ConnectionPool[] = [];

async function connect(user: string, password: string): Promise<sql.ConnectionPool> {
  const pool = new sql.ConnectionPool({
    server: '127.0.0.1',
    port: server.port,
    user,
    password,
    database: 'Sample',
    pool: { max: 4, min: 0 },
    options: { encrypt: false },
  });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool.connect();
}

beforeAll(async () => {
  await server.listen();
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await server.close();
  engine.close();
  rmSync(folder, { recursive: true });
});

describe('types', () => {
  it('go out', async () => {
    const pool = await connect('reader', 'Læs!1');
    const result = await pool.request().query('SELECT * FROM api.Kinds ORDER BY ID');
    console.log(
      result.recordset.map((row: Record<string, unknown>) => ({
        ...row,
        LONG1: String(row['LONG1']).length,
        LONGN: String(row['LONGN']).length,
        BLOB1: 0,
      })),
    );
    expect(result.recordset).toHaveLength(3);
  });
});
