// A store that was written before batches, audit and erasure: everything in it is kept, and can be erased.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { commandsSchema } from '../../adapters/sqlite/ledger/schema-of-commands.js';
import { digestOfMark } from '../../adapters/sqlite/ledger/mark.js';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqlitePayloads } from '../../adapters/sqlite/payloads/sqlite-payloads.js';
import { migrate } from '../../adapters/sqlite/store/migrations.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { at, claimAt, idOf, moveOf, newWrite } from './ledger-sample.js';
import { erasureOf, planted, retirementOf } from './payload-sample.js';

const COMMAND = `
INSERT INTO command (seq, id, client_id, version, operation, resource, binding_digest, order_key, when_parked, channel,
  correlation_id, accepted_at, fingerprint, state, changed_at, fence, attempts, refusal, parked_reason, due_at, blocking,
  in_flight, turn)
VALUES (?1, ?2, 'web-shop', 'v1', 'orders.create', 'orders', 'digest-1', 'orders/' || ?1, 'block', 'main', 'c', ?3,
  'print-1', ?4, ?3, 1, 1, ?5, ?6, ?7, ?8, 0, ?8)`;

/** A refused, a parked and an accepted command, as they were stored then. */
function writtenBefore(folder: string): void {
  using database = new DatabaseSync(join(folder, 'store.db'));
  migrate(database, [{ name: 'commands', sql: commandsSchema }]);
  const command = database.prepare(COMMAND);
  const refusal = JSON.stringify({ reason: 'credit', text: planted(1) });
  command.run(1, idOf(1), at(0), 'refused', refusal, null, null, 0);
  command.run(2, idOf(2), at(0), 'parked', null, planted(2), null, 1);
  command.run(3, idOf(3), at(0), 'accepted', null, null, 0, 1);
  const history = database.prepare("INSERT INTO history VALUES (?, 1, ?, 'accepted', ?, ?, ?)");
  for (const number of [1, 2, 3]) {
    const { mark } = newWrite(number);
    database.prepare('INSERT INTO payload VALUES (?, ?)').run(number, JSON.stringify({ name: planted(number) }));
    database.prepare('INSERT INTO mark VALUES (?, ?)').run(digestOfMark(mark), number);
    history.run(number, at(0), 'operator', `because of ${planted(number)}`, JSON.stringify({ saw: planted(number) }));
  }
}

it('a store of the schema before keeps all it has, works on, and gives up what is erased', async () => {
  using folder = ownFolder();
  writtenBefore(folder.path);
  await using store = await SqliteStore.open(folder.path);
  const [ledger, marks] = [new SqliteLedger(store), new SqliteIdempotencyMarks(store)];
  const payloads = new SqlitePayloads(store);
  const told = { reason: `because of ${planted(1)}`, evidence: { saw: planted(1) } };
  expect(await ledger.find(idOf(1))).toMatchObject({
    command: { refusal: { reason: 'credit', text: planted(1) }, input: { name: planted(1) } },
    history: [told],
  });
  expect((await ledger.find(idOf(2)))?.command.parkedReason).toBe(planted(2));
  const [claimed] = await claimAt(ledger, 1);
  expect(claimed?.id).toBe(idOf(3));
  if (claimed !== undefined) await ledger.move(moveOf(claimed, 'delivering'));
  const before = retirementOf(5, { settledBefore: at(-1), marksBefore: at(-1) });
  expect(await payloads.retire(before)).toEqual({ payloads: 0, marks: 0 });
  expect(await payloads.erase(erasureOf({ ids: [idOf(1), idOf(2)] }))).toEqual({ erased: 1, unsettled: 1 });
  const found = await ledger.find(idOf(1));
  expect(found?.command).toMatchObject({ refusal: { reason: 'credit', text: 'erased' }, input: { erased: true } });
  expect(found?.history).toEqual([{ at: at(0), state: 'accepted', by: 'operator' }]);
  const file = readFileSync(join(folder.path, 'store.db'), 'latin1');
  expect([1, 2].map((number) => file.includes(planted(number).slice(0, 14)))).toEqual([false, true]);
  expect(await marks.recall(newWrite(1).mark)).toMatchObject({ kind: 'replayed' });
  expect(await payloads.retire(retirementOf(5))).toEqual({ payloads: 0, marks: 1 });
  expect(await marks.recall(newWrite(1).mark)).toBeUndefined();
});
