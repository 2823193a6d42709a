import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { copySources, LedgerProcess } from './ledger-process.js';
import { idOf } from './ledger-sample.js';
import { acknowledgedTooSoon, canTrace, straceInto } from './ledger-system-calls.js';

const SEED = 20261120;
const KILLS = 6;
/** After how many acknowledgements each process is killed. */
const MOMENTS = fc.sample(fc.integer({ min: 1, max: 600 }), { seed: SEED, numRuns: KILLS });

describe('a store whose process is killed', () => {
  it(`has every acknowledged append, after ${KILLS} kills in a row (seed ${SEED})`, async () => {
    using folder = ownFolder();
    const acknowledged: string[] = [];
    for (const [round, moment] of MOMENTS.entries()) {
      const writer = new LedgerProcess({ folder: folder.path, first: round * 100_000, count: 99_999, callers: 16 });
      await writer.killAfter(moment);
      expect([writer.refusal, writer.acknowledged.length >= moment]).toEqual([undefined, true]);
      acknowledged.push(...writer.acknowledged);
    }
    await using store = await SqliteStore.open(folder.path);
    const ledger = new SqliteLedger(store);
    const found = await Promise.all(acknowledged.map((id) => ledger.find(id)));
    await store.close();
    expect(acknowledged.filter((_, index) => found[index] === undefined)).toEqual([]);
    expect(found.every((command) => command?.history.length === 1)).toBe(true);
  }, 180_000);
});

describe('a store in use', () => {
  it('refuses a second process, naming the folder, and lets it in when the first is done', async () => {
    using folder = ownFolder();
    await using store = await SqliteStore.open(folder.path);
    const refused = new LedgerProcess({ folder: folder.path, first: 0, count: 1, callers: 1 });
    await refused.ended;
    expect(refused.acknowledged).toEqual([]);
    expect(refused.refusal).toBe(
      `The store in ${folder.path} belongs to another running process. Stop that one first, or give this one a folder of its own.`,
    );
    await store.close();
    const admitted = new LedgerProcess({ folder: folder.path, first: 0, count: 1, callers: 1 });
    await admitted.ended;
    expect(admitted.acknowledged).toEqual([idOf(0)]);
  }, 180_000);

  it('is closed to everybody but its owner', async () => {
    using folder = ownFolder();
    const path = join(folder.path, 'deep', 'store');
    await (await SqliteStore.open(path)).close();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});

const CONNECTIONS = 'adapters/sqlite/store/connections.ts';
const WITHOUT_SYNC = ['PRAGMA synchronous = FULL', 'PRAGMA synchronous = OFF'] as const;
const WITHOUT_ASSERTION = ['const FULL = 2', 'const FULL = 0'] as const;

describe('an acknowledgement', () => {
  const traced = canTrace() ? it : it.skip;

  traced(
    'leaves after the log was synced behind its row, a hundred times of a hundred (needs strace)',
    async () => {
      using folder = ownFolder();
      const trace = join(folder.path, 'trace');
      const writer = new LedgerProcess({
        folder: join(folder.path, 's'),
        first: 0,
        count: 100,
        callers: 1,
        under: straceInto(trace),
      });
      await writer.ended;
      expect(writer.acknowledged).toHaveLength(100);
      expect(acknowledgedTooSoon(trace, writer.acknowledged)).toEqual([]);
    },
    180_000,
  );

  traced(
    'is seen to come too soon in a copy that does not sync: the check can fail (needs strace)',
    async () => {
      using folder = ownFolder();
      const sources = join(folder.path, 'copy');
      copySources(sources, CONNECTIONS, [WITHOUT_SYNC, WITHOUT_ASSERTION]);
      const trace = join(folder.path, 'trace');
      const where = { folder: join(folder.path, 's'), sources, under: straceInto(trace) };
      const writer = new LedgerProcess({ ...where, first: 0, count: 20, callers: 1 });
      await writer.ended;
      expect(writer.acknowledged).toHaveLength(20);
      expect(acknowledgedTooSoon(trace, writer.acknowledged)).toEqual(writer.acknowledged);
    },
    180_000,
  );

  it('is never given by a copy that does not sync but still looks: it refuses to start', async () => {
    using folder = ownFolder();
    const sources = join(folder.path, 'copy');
    copySources(sources, CONNECTIONS, [WITHOUT_SYNC]);
    const writer = new LedgerProcess({ folder: join(folder.path, 's'), sources, first: 0, count: 1, callers: 1 });
    await writer.ended;
    expect(writer.acknowledged).toEqual([]);
    expect(writer.refusal).toContain('would not be durable: synchronous is 0 and must be 2 (FULL)');
  }, 180_000);
});
