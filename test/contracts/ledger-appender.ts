// A process of its own that appends to a store: `folder first count callers`. Each acknowledged append is told on
// stdout as `ack <id>` before the next one of the same caller begins.
import { writeSync } from 'node:fs';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { newWrite } from './ledger-sample.js';

const [folder = '', first = '0', count = '0', callers = '1'] = process.argv.slice(2);

async function appendAll(): Promise<void> {
  const store = await SqliteStore.open(folder);
  const ledger = new SqliteLedger(store);
  const last = Number(first) + Number(count);
  let next = Number(first);
  const caller = async (): Promise<void> => {
    while (next < last) {
      const write = newWrite(next++);
      await ledger.append(write);
      writeSync(1, `ack ${write.command.id}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, caller));
  await store.close();
}

try {
  await appendAll();
} catch (error) {
  writeSync(1, `refused ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
