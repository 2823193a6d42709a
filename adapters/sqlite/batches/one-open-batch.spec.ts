// The store itself lets one batch of a queue be open at a time: the check before sealing is for a clear answer, the index is
// for whatever gets past it.
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from '@jest/globals';
import { BLOCKING } from '../../../src/write/drops/batch-moves.js';
import { migrate } from '../store/migrations.js';

const INSERT = `
INSERT INTO batch (id, queue, sequence, date, file_name, sha256, sealed_at, state, fence, attempts, changed_at)
VALUES (?1, ?2, 1, '2026-11-20', 'A.DAT', 'ab', '2026-11-20T12:00:00.000Z', ?3, 0, 0, '2026-11-20T12:00:00.000Z')`;
const UPDATE = 'UPDATE batch SET state = ? WHERE id = ?';

let store: DatabaseSync;
beforeEach(() => {
  store = new DatabaseSync(':memory:');
  migrate(store);
  store.prepare(INSERT).run('first', 'inbox/a', 'sealed');
});

const others = BLOCKING.flatMap((one) => BLOCKING.map((other) => [one, other] as const));

it.each(others)('one that is %s keeps another out that would be %s', (one, other) => {
  store.prepare(UPDATE).run(one, 'first');
  expect(() => store.prepare(INSERT).run('second', 'inbox/a', other)).toThrow('UNIQUE constraint failed: batch.queue');
  store.prepare(INSERT).run('elsewhere', 'inbox/b', other);
});

it.each(['delivered', 'closed'])('one that is %s keeps none out, and cannot come back beside it', (state) => {
  store.prepare(UPDATE).run(state, 'first');
  store.prepare(INSERT).run('second', 'inbox/a', 'sealed');
  expect(() => store.prepare(UPDATE).run('parked', 'first')).toThrow('UNIQUE constraint failed: batch.queue');
});
