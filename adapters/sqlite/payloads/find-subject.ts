// Finds the commands an erasure means, on the connection that cannot write, a page at a time.
// It must never hold the main thread for longer than a page.
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Json } from '../../../src/write/command.js';
import { mentions } from '../../../src/write/command-erasure.js';
import type { Subject } from '../../../src/write/payloads.port.js';
import { json, text } from '../store/row.js';

/** Commands looked at in one page: about two milliseconds. */
const PAGE = 1_000;

const BY_ORDER_KEY = `
SELECT id FROM command INDEXED BY command_by_order_key WHERE order_key = ? AND id > ? ORDER BY id LIMIT ${PAGE}`;

/** An input has the value only where it has the value's text. */
const BY_TEXT = `
SELECT c.id, p.input FROM payload p JOIN command c ON c.seq = p.seq
WHERE p.seq > ?1 AND p.seq <= ?1 + ${PAGE} AND c.erased_at IS NULL AND instr(p.input, ?2) > 0`;

/** Ids of the commands that are meant. */
export async function findSubject(database: DatabaseSync, which: Subject): Promise<readonly string[]> {
  if ('ids' in which) return [...new Set(which.ids)];
  if ('orderKey' in which) return byOrderKey(database, which.orderKey);
  return byField(database, which);
}

async function byOrderKey(database: DatabaseSync, orderKey: string): Promise<readonly string[]> {
  const select = database.prepare(BY_ORDER_KEY);
  const found: string[] = [];
  for (let page = PAGE; page === PAGE;) {
    const rows = select.all(orderKey, found.at(-1) ?? '');
    found.push(...rows.map((row) => text(row, 'id')));
    page = rows.length;
    await setImmediate();
  }
  return found;
}

async function byField(
  database: DatabaseSync,
  { field, value }: { readonly field: string; readonly value: Json },
): Promise<readonly string[]> {
  const last = Number(database.prepare('SELECT coalesce(max(seq), 0) AS last FROM payload').get()?.['last']);
  const select = database.prepare(BY_TEXT);
  const found: string[] = [];
  for (let seq = 0; seq < last; seq += PAGE) {
    const rows = select.all(seq, JSON.stringify(value));
    found.push(...rows.filter((row) => mentions(json(row, 'input'), field, value)).map((row) => text(row, 'id')));
    await setImmediate();
  }
  return found;
}
