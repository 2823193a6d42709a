// Marks of before the start are all remembered, however many there are.
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { DigestFilter } from '../store/digest-filter.js';
import { digestOfMark, rememberMarks } from './mark.js';

const digestOf = (number: number): Uint8Array =>
  digestOfMark({ clientId: 'shop', operation: 'orders.create', key: `k-${number}`, fingerprint: '' });

function databaseWith(marks: number): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE mark (digest BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID');
  const insert = database.prepare('INSERT INTO mark VALUES (?, ?)');
  for (let number = 0; number < marks; number += 1) insert.run(digestOf(number), number);
  return database;
}

it.each([0, 1, 1_999, 2_000, 5_000])('remembers %i marks, and takes a new one for new', async (marks) => {
  const filter = new DigestFilter(DigestFilter.memory());
  rememberMarks(databaseWith(marks), filter);
  for (let turn = 0; filter.mayHold(digestOf(-1)); turn += 1) {
    expect(turn).toBeLessThan(100);
    await nextTurn();
  }
  expect(Array.from({ length: marks }, (_, number) => filter.mayHold(digestOf(number)))).not.toContain(false);
});

it('stops when the store is closed meanwhile', async () => {
  const filter = new DigestFilter(DigestFilter.memory());
  const database = databaseWith(3_000);
  rememberMarks(database, filter);
  database.close();
  await nextTurn();
  await nextTurn();
  expect(filter.mayHold(digestOf(-1))).toBe(true);
});

it('makes a digest of the first half of SHA-256 over client, operation and key', () => {
  const expected = createHash('sha256').update('["shop","orders.create","k-7"]').digest().subarray(0, 16);
  expect(digestOf(7)).toEqual(expected);
});
