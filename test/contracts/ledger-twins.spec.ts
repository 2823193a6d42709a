import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryLedger } from '../../adapters/memory/ledger.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { ScriptRun, scripts } from './ledger-script.js';

const SEED = 77;

it(`the memory ledger and the real one tell the same story of the same script (seed ${SEED})`, async () => {
  using folder = ownFolder();
  await using store = await SqliteStore.open(folder.path);
  const real = new SqliteLedger(store);
  let runs = 0;
  const property = fc.asyncProperty(scripts, async (script) => {
    const both = [new ScriptRun(new MemoryLedger(), ++runs), new ScriptRun(real, runs)] as const;
    for (const burst of script) {
      for (const run of both) await run.burst(burst);
    }
    const [twin, own] = await Promise.all(both.map((run) => run.everything()));
    expect(own).toEqual(twin);
    expect(both[1].claims).toEqual(both[0].claims);
  });
  await fc.assert(property, { seed: SEED, numRuns: 40 });
});
