// What the generator promises: the counts, the same rows for the same seed, and rows that hang together.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { viewNames } from '../contoso/views.js';
import { grownDatabase } from '../contoso/grown-database.js';

const count = (db: DatabaseSync, sql: string): number =>
  Number(db.prepare(`SELECT COUNT(*) AS n FROM ${sql}`).get()?.['n']);

function checksum(db: DatabaseSync): string {
  const hash = createHash('sha256');
  for (const view of viewNames) {
    const statement = db.prepare(`SELECT * FROM "${view}"`);
    statement.setReadBigInts(true);
    for (const row of statement.iterate())
      hash.update(
        JSON.stringify(Object.values(row), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      );
  }
  return hash.digest('hex').slice(0, 16);
}

describe('a full database', () => {
  let db: DatabaseSync;
  let milliseconds: number;
  beforeAll(() => {
    const before = process.cpuUsage();
    db = grownDatabase({ seed: 1, scale: 1 });
    const { user, system } = process.cpuUsage(before);
    milliseconds = (user + system) / 1000;
  });
  afterAll(() => db.close());

  it('has the size of a small trading company, row by row', () => {
    const counts = Object.fromEntries(viewNames.map((view) => [view, count(db, `"${view}"`)]));
    expect(counts).toEqual({
      'api.Customers': 2000,
      'api.CustomerAddresses': 4996,
      'api.Items': 1500,
      'api.StockLevels': 4500,
      'api.PriceLists': 6,
      'api.Prices': 6000,
      'api.Orders': 50_000,
      'api.OrderLines': 150_204,
      'api.Invoices': 40_000,
      'api.InvoiceLines': 120_000,
      'api.Shipments': 30_000,
      'api.Heartbeat': 1,
    });
  });

  it('grows in seconds, not minutes', () => {
    // About one second of processor time; what else the machine does in between is not counted.
    expect(milliseconds).toBeLessThan(15_000);
  });

  it('gives every customer one to four addresses', () => {
    const odd = `(SELECT CUSTNO FROM "dbo.CUSTAD" GROUP BY CUSTNO HAVING COUNT(*) NOT BETWEEN 1 AND 4)`;
    expect(count(db, odd)).toBe(0);
    expect(count(db, `"dbo.CUSTMF" c WHERE NOT EXISTS (SELECT 1 FROM "dbo.CUSTAD" a WHERE a.CUSTNO = c.CUSTNO)`)).toBe(
      0,
    );
  });

  it('refers to rows that exist', () => {
    const orphan = (child: string, column: string, parent: string): number =>
      count(
        db,
        `"${child}" c WHERE c.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE p.${column} = c.${column})`,
      );
    expect(orphan('dbo.ORDHED', 'CUSTNO', 'dbo.CUSTMF')).toBe(0);
    expect(orphan('dbo.ORDLIN', 'ORDNO', 'dbo.ORDHED')).toBe(0);
    expect(orphan('dbo.ORDLIN', 'ITEMNO', 'dbo.ITEMMF')).toBe(0);
    expect(orphan('dbo.INVHED', 'ORDNO', 'dbo.ORDHED')).toBe(0);
    expect(orphan('dbo.SHPHED', 'ORDNO', 'dbo.ORDHED')).toBe(0);
    expect(orphan('dbo.CUSTMF', 'PRLCOD', 'dbo.PRICLS')).toBe(0);
  });

  it('adds the lines of an order up to its total, but for the rows that are dirty on purpose', () => {
    const wrong = `(SELECT h.ORDNO FROM "dbo.ORDHED" h JOIN "dbo.ORDLIN" l ON l.ORDNO = h.ORDNO GROUP BY h.ORDNO
      HAVING h.ORDTOT IS NULL OR ABS(SUM(l.LINAMT) - h.ORDTOT) > 0.001)`;
    expect(count(db, wrong)).toBe(2);
  });

  it('holds text of three kinds: plain, of the old code page, and beyond it', () => {
    expect(count(db, `"dbo.CUSTMF" WHERE CUSTNM LIKE '%ø%'`)).toBeGreaterThan(100);
    expect(count(db, `"dbo.CUSTMF" WHERE CUSTNU LIKE '%ś%' AND CUSTNM NOT LIKE '%ś%'`)).toBeGreaterThan(20);
  });
});

describe('a small database', () => {
  it('is the same for the same seed, for ever', () => {
    const first = grownDatabase({ seed: 7, scale: 0.02 });
    const second = grownDatabase({ seed: 7, scale: 0.02 });
    expect(checksum(second)).toBe(checksum(first));
    expect(checksum(first)).toBe('8b8eec51820df5e5');
    first.close();
    second.close();
  });

  it('is another one for another seed, with the same keys', () => {
    const first = grownDatabase({ seed: 7, scale: 0.02 });
    const second = grownDatabase({ seed: 8, scale: 0.02 });
    expect(checksum(second)).not.toBe(checksum(first));
    const keys = (db: DatabaseSync): unknown => db.prepare('SELECT ORDNO FROM "dbo.ORDHED"').all();
    expect(keys(second)).toEqual(keys(first));
    first.close();
    second.close();
  });
});
