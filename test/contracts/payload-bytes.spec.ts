// What is erased is in no byte of any file of the store, however its rows were moved about before.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SqliteBatchLedger } from '../../adapters/sqlite/batches/sqlite-batch-ledger.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqlitePayloads } from '../../adapters/sqlite/payloads/sqlite-payloads.js';
import { SqliteReviews } from '../../adapters/sqlite/reviews/sqlite-reviews.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type { Command } from '../../src/write/command.js';
import { ownFolder } from '../support/running/own-folder.js';
import { auditOf } from './audit-sample.js';
import { batchMoveOf, insistBatch, newBatchOf, QUEUE, walkBatch } from './batch-sample.js';
import { at, claimAt, idOf, insistMoved, moveOf, newWrite } from './ledger-sample.js';
import { planted, retirementOf } from './payload-sample.js';
import { reviewOf } from './review-sample.js';

const SEED = 20261120;
const COMMANDS = 900;
/** How long the texts around the planted ones are: most short, some longer than a page. */
const LENGTHS = fc.sample(fc.oneof({ weight: 20, arbitrary: fc.nat(700) }, fc.integer({ min: 4_000, max: 9_000 })), {
  seed: SEED,
  numRuns: COMMANDS,
});

function textOf(number: number): string {
  return planted(number) + 'x'.repeat((LENGTHS[number] ?? 0) % 9_000);
}

/** Numbers of the commands whose planted text is in a file of the folder, in the encoding of store or file. */
function foundIn(folder: string): ReadonlySet<number> {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const texts = files.flatMap((bytes) => [bytes.toString('latin1').matchAll(/Planted-(\d{6})-Gr/g)]);
  return new Set(texts.flatMap((matches) => [...matches].map(([, number]) => Number(number))));
}

interface Opened {
  readonly ledger: SqliteLedger;
  readonly reviews: SqliteReviews;
  readonly batches: SqliteBatchLedger;
  readonly payloads: SqlitePayloads;
}

/** Accepts commands, and lets them grow side by side, so that rows are moved about again and again. */
async function live({ ledger, reviews }: Opened, numbers: readonly number[]): Promise<void> {
  await Promise.all(numbers.map((number) => ledger.append(newWrite(number, { input: { name: textOf(number) } }))));
  const leased = await claimAt(ledger, 0, { most: numbers.length });
  const moved = async (commands: readonly Command[], to: 'unknown' | 'parked'): Promise<readonly Command[]> =>
    Promise.all(commands.map(async (command) => insistMoved(await ledger.move(growing(command, to)))));
  const delivering = await Promise.all(
    leased.map(async (each) => insistMoved(await ledger.move(moveOf(each, 'delivering')))),
  );
  let parked = await moved(await moved(delivering, 'unknown'), 'parked');
  for (let round = 0; round < 3; round += 1) parked = await moved(await moved(parked, 'unknown'), 'parked');
  await Promise.all(parked.map((command) => ledger.move(refusing(command))));
  await reviews.put(numbers.map((number) => reviewOf(number, { commandId: idOf(number), detail: textOf(number) })));
}

/** Erases some after the other, in no order, while others live beside them. */
async function eraseScattered({ payloads }: Opened, numbers: readonly number[]): Promise<void> {
  const scattered = numbers.toSorted((one, other) => ((one * 7_919) % 1_009) - ((other * 7_919) % 1_009));
  for (let first = 0; first < scattered.length; first += 15) {
    const ids = scattered.slice(first, first + 15).map(idOf);
    expect(await payloads.erase({ ...ERASE, which: { ids } })).toEqual({ erased: ids.length, unsettled: 0 });
  }
}

function numberOf({ id }: Command): number {
  return Number(id.slice(4));
}

function growing(command: Command, to: 'unknown' | 'parked'): ReturnType<typeof moveOf> {
  const text = textOf(numberOf(command));
  const entry = { at: at(1), state: to, by: 'operator', reason: text, evidence: { text } };
  return moveOf(command, to, { entry, parkedReason: text });
}

function refusing(command: Command): ReturnType<typeof moveOf> {
  return moveOf(command, 'refused', { refusal: { reason: 'credit', text: textOf(numberOf(command)) } });
}

/** A closed batch of these commands, with their texts in its bytes. */
async function closedBatch({ ledger, batches }: Opened, numbers: readonly number[]): Promise<void> {
  for (const number of numbers)
    await ledger.append(newWrite(number, { channel: QUEUE, input: { name: planted(number) } }));
  const last = await batches.lastSequence(QUEUE);
  const commands = await claimAt(ledger, 0, { channel: QUEUE });
  const whole = newBatchOf(commands, (last ?? 0) + 1);
  const bytes = Buffer.from(numbers.map((number) => planted(number).repeat(number % 300)).join('\n'), 'latin1');
  const answer = await batches.seal({ ...whole, bytes }, last);
  if (answer.kind !== 'sealed') throw new Error(answer.kind);
  const delivered = await walkBatch(batches, answer.batch, ['delivering', 'delivered']);
  for (const { id } of commands) {
    const command = (await ledger.find(id))?.command;
    if (command !== undefined) await ledger.move(moveOf(command, 'succeeded'));
  }
  insistBatch(await batches.move(batchMoveOf(delivered, 'closed')));
}

function opened(store: SqliteStore): Opened {
  return {
    ledger: new SqliteLedger(store),
    reviews: new SqliteReviews(store),
    batches: new SqliteBatchLedger(store),
    payloads: new SqlitePayloads(store),
  };
}

const ERASE = { at: at(9), audit: auditOf('subject/1', { action: 'command.erase' }) };

describe('what was erased', () => {
  it(`is in no byte of the store's files, and what was not is still there (seed ${SEED})`, async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const all = opened(store);
    const numbers = Array.from({ length: COMMANDS }, (_, number) => number);
    const early = numbers.slice(0, COMMANDS / 2);
    const gone = (number: number): boolean => number % 3 !== 0;
    await live(all, early);
    expect(foundIn(folder.path).size).toBe(early.length);
    await Promise.all([eraseScattered(all, early.filter(gone)), live(all, numbers.slice(early.length))]);
    for (let first = 1_000; first < 1_060; first += 3) await closedBatch(all, [first, first + 1, first + 2]);
    const batched = Array.from({ length: 30 }, (_, number) => 1_000 + number);
    await eraseScattered(all, [...numbers.slice(early.length).filter(gone), ...batched]);
    const kept = [...numbers.filter((number) => !gone(number)), ...batched.map((number) => number + 30)];
    expect([...foundIn(folder.path)].sort((a, b) => a - b)).toEqual(kept);
    expect(statSync(join(folder.path, 'store.db-wal')).size).toBe(0);
  }, 60_000);

  it('gives its space back in time, and never what stands beside it', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const { ledger, payloads } = opened(store);
    const input = { name: planted(1).repeat(20) };
    const numbers = Array.from({ length: 4_200 }, (_, number) => number);
    await Promise.all(numbers.map((number) => ledger.append(newWrite(number, { input }))));
    const accepted = await ledger.list({ limit: 4_000 });
    await Promise.all(accepted.map((command) => ledger.move(moveOf(command, 'cancelled'))));
    expect(await ledger.find(idOf(4_199))).toMatchObject({ command: { state: 'cancelled' } });
    const before = rowsOf(folder.path);
    expect(await payloads.retire(retirementOf(5, { most: 10_000, marksBefore: at(0) }))).toMatchObject({
      payloads: 4_000,
    });
    expect(before - rowsOf(folder.path)).toBe(0);
    const oldest = await ledger.list({ limit: 200, states: ['accepted'] });
    await Promise.all(oldest.map((command) => ledger.move(moveOf(command, 'cancelled'))));
    await payloads.retire(retirementOf(5, { most: 10_000, marksBefore: at(0) }));
    expect(before - rowsOf(folder.path)).toBe(1_500);
    expect(await ledger.find(idOf(0))).toMatchObject({ command: { state: 'cancelled', input: { erased: true } } });
    expect(await ledger.append(newWrite(9_999))).toMatchObject({ kind: 'accepted' });
  }, 60_000);
});

/** Payloads that still take space. */
function rowsOf(folder: string): number {
  using database = new DatabaseSync(join(folder, 'store.db'), { readOnly: true });
  expect(database.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' });
  return Number(database.prepare('SELECT count(*) AS rows FROM payload').get()?.['rows']);
}
