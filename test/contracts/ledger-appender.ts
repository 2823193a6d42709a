// A process of its own that appends to a store: `folder first count callers`. Each acknowledged append is told on
// stdout as `ack <id>` before the next one of the same caller begins.
import { writeSync } from 'node:fs';
import { failureText } from '../../src/kernel/failure-text.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { newWrite } from './ledger-sample.js';

const [folder = '', first = '0', count = '0', callers = '1'] = process.argv.slice(2);

/** Writes a line. While whoever reads is kept from reading, the pipe is full and the line waits. */
function tell(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

async function appendAll(): Promise<void> {
  const store = await SqliteStore.open(folder);
  const ledger = new SqliteLedger(store);
  const last = Number(first) + Number(count);
  let next = Number(first);
  const caller = async (): Promise<void> => {
    while (next < last) {
      const write = newWrite(next++);
      await ledger.append(write);
      tell(`ack ${write.command.id}`);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, caller));
  await store.close();
}

try {
  await appendAll();
} catch (error) {
  tell(`refused ${failureText(error)}`);
  process.exitCode = 1;
}
