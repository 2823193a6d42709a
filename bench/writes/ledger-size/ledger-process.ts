// One ledger alone in a process of its own: appends and claims as many commands as asked for, many at once.
import { SqliteLedger } from '../../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../../adapters/sqlite/store/sqlite-store.js';
import type { Done } from '../../measures/sample.js';
import { answerParent } from '../../processes/answer.js';
import { CLAIM, newWrite } from './sample-writes.js';

/** Writes under way at once. */
const AT_ONCE = 64;

let store: SqliteStore | undefined;
let ledger: SqliteLedger | undefined;
/** Number 0 is the command that a long past was copied from. */
let appended = 0;

async function open(folder: string): Promise<null> {
  store = await SqliteStore.open(folder);
  ledger = new SqliteLedger(store);
  return null;
}

async function append(count: number): Promise<Done> {
  return await together(count, async () => {
    const stored = await ledger?.append(newWrite((appended += 1)));
    if (stored?.kind !== 'accepted') throw new Error(`command ${appended} was not accepted`);
  });
}

async function claim(count: number): Promise<Done> {
  return await together(count, async () => {
    const claimed = await ledger?.claim({ ...CLAIM, most: 1 });
    if (claimed?.length !== 1) throw new Error('there was nothing left to claim');
  });
}

async function together(count: number, once: () => Promise<void>): Promise<Done> {
  const startedAt = performance.now();
  let begun = 0;
  const caller = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await once();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return { requests: count, seconds: (performance.now() - startedAt) / 1000 };
}

process.on('SIGTERM', () => void store?.close().then(() => process.exit(0)));
answerParent({ open, append, claim });
