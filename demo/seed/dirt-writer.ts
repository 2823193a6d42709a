// Soils the generated rows that dirt.ts lists, and no others.
// It checks that each row was there: a list that no longer fits the generator must fail, not pass in silence.
import type { DatabaseSync } from 'node:sqlite';
import type { DirtyRow } from '../contoso/dirt.js';
import { dirtyRows, tooManyLines } from '../contoso/dirt.js';
import { tableOf } from '../contoso/views.js';
import { itemNumber } from '../contoso/scale.js';

/** Overwrites the listed columns. Throws when a listed row does not exist. */
export function seedDirt(db: DatabaseSync, scale: number): void {
  for (const row of dirtyRows(scale)) {
    if (row.kind === 'too-many-lines') addLines(db, String(row.key['ORDNO']));
    else overwrite(db, row);
  }
}

function overwrite(db: DatabaseSync, row: DirtyRow): void {
  const assigned = Object.keys(row.set).map((column) => `${column} = ?`);
  const matched = Object.keys(row.key).map((column) => `${column} = ?`);
  const statement = `UPDATE "${tableOf(row.view)}" SET ${assigned.join(', ')} WHERE ${matched.join(' AND ')}`;
  const { changes } = db.prepare(statement).run(...Object.values(row.set), ...Object.values(row.key));
  if (changes !== 1) throw new Error(`No row to soil in ${row.view}: ${JSON.stringify(row.key)}`);
}

function addLines(db: DatabaseSync, order: string): void {
  const { lines } = db.prepare('SELECT COUNT(*) AS lines FROM "dbo.ORDLIN" WHERE ORDNO = ?').get(order) ?? {};
  const insert = db.prepare(
    `INSERT INTO "dbo.ORDLIN" (ORDNO, LINNO, ITEMNO, QTY, QTYDLV, UNIT, UPRICE, DSCPCT, LINAMT, LINSTS, DELFLG)
     VALUES (?, ?, ?, 1, 1, 'STK', 1, 0, 1, 'F', 'N')`,
  );
  for (let line = Number(lines) + 1; line <= tooManyLines; line += 1) insert.run(order, line * 10, itemNumber(0));
}
