// What somebody with the store's file at hand can do to the audit trail, with and without making the digests anew.
import type { DatabaseSync } from 'node:sqlite';
import { chainDigest, chainStart } from '../../src/audit/chain/chain-digest.js';

/** A way of tampering. */
export type Tamper = (database: DatabaseSync) => void;

/** Changes the text of an entry. */
export function edit(place: number): Tamper {
  return (database) => {
    database.prepare(`UPDATE audit SET entry = replace(entry, 'because of', 'in spite of') WHERE place = ?`).run(place);
  };
}

/** Takes entries out. */
export function remove(from: number, to: number): Tamper {
  return (database) => {
    database.prepare('DELETE FROM audit WHERE place BETWEEN ? AND ?').run(from, to);
  };
}

/** Takes entries out and gives those behind them their places. */
export function removeAndCloseUp(from: number, to: number): Tamper {
  return (database) => {
    remove(from, to)(database);
    shift(database, to, from - to - 1);
  };
}

/** Lets two entries change places, with their digests. */
export function swap(one: number, other: number): Tamper {
  return (database) => {
    const move = database.prepare('UPDATE audit SET place = ? WHERE place = ?');
    move.run(-1, one);
    move.run(one, other);
    move.run(other, -1);
  };
}

/** Lets the texts of two entries change places; the digests stay where they are. */
export function swapTexts(one: number, other: number): Tamper {
  return (database) => {
    const read = database.prepare('SELECT action, subject, entry FROM audit WHERE place = ?');
    const write = database.prepare('UPDATE audit SET action = ?, subject = ?, entry = ? WHERE place = ?');
    const [first, second] = [read.get(one), read.get(other)];
    for (const [row = {}, place] of [
      [first, other],
      [second, one],
    ] as const) {
      write.run(row['action'] ?? null, row['subject'] ?? null, row['entry'] ?? null, place);
    }
  };
}

/** Puts an entry in, and moves those behind it on; its digest is made up, or goes on from the entry before. */
export function insert(place: number, digest: 'made-up' | 'chained'): Tamper {
  return (database) => {
    shift(database, place - 1, 1);
    const text = database.prepare('SELECT entry FROM audit WHERE place = ?').get(place - 1)?.['entry'];
    const forged = String(text).replace('because of', 'by order of');
    const { action, subject } = JSON.parse(forged) as { action: string; subject: string };
    const before = database.prepare('SELECT digest FROM audit WHERE place = ?').get(place - 1)?.['digest'];
    const chained = chainDigest(before as Uint8Array, forged);
    const row = [place, action, subject, forged, digest === 'chained' ? chained : new Uint8Array(32)] as const;
    database.prepare('INSERT INTO audit (place, action, subject, entry, digest) VALUES (?, ?, ?, ?, ?)').run(...row);
  };
}

/** Makes every digest anew, so that the chain holds together whatever was done to it. */
export function rechain(database: DatabaseSync): void {
  const stream = String(database.prepare('SELECT id FROM audit_stream').get()?.['id']);
  const rows = database.prepare('SELECT place, entry FROM audit ORDER BY place').all();
  let { digest } = chainStart(stream);
  rows.forEach(({ place, entry }, index) => {
    digest = chainDigest(digest, String(entry));
    database.prepare('UPDATE audit SET digest = ?, place = ? WHERE place = ?').run(digest, index + 1, place ?? null);
  });
}

function shift(database: DatabaseSync, behind: number, by: number): void {
  database.prepare('UPDATE audit SET place = -place WHERE place > ?').run(behind);
  database.prepare('UPDATE audit SET place = -place + ? WHERE place < 0').run(by);
}
