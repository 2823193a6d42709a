// The dirty rows: all that are listed are there, and there are no others.
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DirtyRow } from '../contoso/dirt.js';
import { dirtyRows, impossibleDate, tooManyLines, undefinedByteText, unknownLetter } from '../contoso/dirt.js';
import { countsAt, orderNumber } from '../contoso/scale.js';
import { seedDirt } from './dirt-writer.js';
import { grownDatabase } from '../contoso/grown-database.js';

const scale = 0.02;
let db: DatabaseSync;
beforeAll(() => {
  db = grownDatabase({ seed: 1, scale });
});
afterAll(() => db.close());

const listed = (kind: DirtyRow['kind'], column: string): DirtyRow[] =>
  dirtyRows(scale).filter((row) => row.kind === kind && column in row.set);
const keyOf = (row: DirtyRow): string => `${row.view} ${JSON.stringify(row.key)}`;
function found(view: string, keys: string, condition: string): string[] {
  const rows = db.prepare(`SELECT ${keys} FROM "${view}" WHERE ${condition}`).all();
  return rows.map((row) => `${view} ${JSON.stringify(row)}`);
}

describe('the dirty rows', () => {
  it.each([
    ['api.Orders', 'ORDNO', 'ORDSTS'],
    ['api.Customers', 'CUSTNO', 'CUSTST'],
    ['api.Items', 'ITEMNO', 'ITEMST'],
    ['api.Invoices', 'INVNO', 'INVSTS'],
    ['api.Shipments', 'SHPNO', 'SHPSTS'],
  ])('of %s with an unknown status are exactly those listed', (view, key, column) => {
    const expected = listed('unknown-code', column).map(keyOf);
    expect(expected.length).toBeGreaterThan(0);
    expect(found(view, key, `${column} = '${unknownLetter}'`)).toEqual(expected);
  });

  it.each([
    ['api.Orders', 'ORDNO', 'ORDDAT'],
    ['api.Customers', 'CUSTNO', 'CRTDAT'],
    ['api.Invoices', 'INVNO', 'DUEDAT'],
    ['api.Shipments', 'SHPNO', 'SHPDAT'],
  ])('of %s with an impossible date are exactly those listed', (view, key, column) => {
    const expected = listed('impossible-date', column).map(keyOf);
    expect(expected.length).toBeGreaterThan(0);
    expect(found(view, key, `${column} = ${impossibleDate}`)).toEqual(expected);
  });

  it.each([
    ['api.Customers', 'CUSTNO', 'CUSTNM'],
    ['api.Items', 'ITEMNO', 'ITEMTX'],
    ['api.StockLevels', 'WHSNO, ITEMNO', 'QTYONH'],
    ['api.Prices', 'PRLCOD, ITEMNO', 'PRICE'],
    ['api.Orders', 'ORDNO', 'ORDTOT'],
    ['api.Orders', 'ORDNO', 'CUSTNO'],
    ['api.Invoices', 'INVNO', 'TOTAMT'],
  ])('of %s without %s what a contract needs are exactly those listed', (view, key, column) => {
    const expected = listed('required-null', column).map(keyOf);
    expect(expected.length).toBeGreaterThan(0);
    expect(found(view, key, `${column} IS NULL`)).toEqual(expected);
  });

  it('with a byte that the code page leaves undefined are exactly those listed', () => {
    const expected = dirtyRows(scale).filter(({ kind }) => kind === 'undefined-byte');
    const bad = [
      ...found('api.Customers', 'CUSTNO', `NOTE LIKE '%\u0081%'`),
      ...found('api.Orders', 'ORDNO', `ORDTXT LIKE '%\u0081%'`),
    ];
    expect(bad).toEqual(expected.map(keyOf));
    expect(undefinedByteText).toContain('\u0081');
  });

  it('include the only order with too many lines', () => {
    const grouped = `ORDNO IN (SELECT ORDNO FROM "api.OrderLines" GROUP BY ORDNO HAVING COUNT(*) > 200)`;
    const expected = dirtyRows(scale).filter(({ kind }) => kind === 'too-many-lines');
    expect(found('api.Orders', 'ORDNO', grouped)).toEqual(expected.map(keyOf));
    const order = String(expected[0]?.key['ORDNO']);
    expect(found('api.OrderLines', 'LINNO', `ORDNO = '${order}'`)).toHaveLength(tooManyLines);
  });

  it('include a deleted row in every view, and no deleted row is unlisted', () => {
    const deleted = dirtyRows(scale).filter(({ kind }) => kind === 'soft-deleted');
    const keys: Readonly<Record<string, string>> = Object.fromEntries(
      deleted.map((row) => [row.view, Object.keys(row.key).join(', ')]),
    );
    expect(Object.keys(keys)).toHaveLength(11);
    const all = Object.entries(keys).flatMap(([view, key]) => found(view, key, `DELFLG = 'Y'`));
    expect(all.toSorted()).toEqual(deleted.map(keyOf).toSorted());
  });

  it('are none of the first or last fifty orders, nor of the first fifty open ones', () => {
    const { orders } = countsAt(scale);
    const edges = new Set(
      Array.from({ length: 50 }, (_, at) => [orderNumber(at), orderNumber(orders - 1 - at)]).flat(),
    );
    const open = db
      .prepare(`SELECT ORDNO FROM "api.Orders" WHERE ORDSTS IN ('O','N') AND HOLD = 'N' AND DELFLG = 'N' LIMIT 50`)
      .all();
    for (const row of open) edges.add(String(row['ORDNO']));
    const dirty = dirtyRows(scale).filter(({ view }) => view === 'api.Orders');
    expect(dirty.filter(({ key }) => edges.has(String(key['ORDNO'])))).toEqual([]);
  });

  it.each([0.01, 0.02, 0.1, 1])('have keys of their own at scale %p', (at) => {
    const keys = dirtyRows(at).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('cannot be listed without being there', () => {
    db.exec('SAVEPOINT gone');
    db.exec(`DELETE FROM "dbo.PRICLS" WHERE PRLCOD = 'OLD-99'`);
    expect(() => seedDirt(db, scale)).toThrow('OLD-99');
    db.exec('ROLLBACK TO gone');
  });
});
