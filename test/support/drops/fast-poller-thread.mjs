// The thread of fast-poller.ts.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';

const { inbox, expected, opened } = workerData;
const report = { wrong: [] };

const look = () => {
  for (const name of readdirSync(inbox)) {
    if (name.startsWith('.')) continue;
    let bytes;
    try {
      bytes = readFileSync(join(inbox, name));
    } catch {
      continue; // Taken away between the two calls, by the test.
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== expected[name]) report.wrong.push(`${name}: ${bytes.length} bytes`);
    Atomics.add(opened, 0, 1);
  }
};

const timer = setInterval(look, 1);
parentPort.on('message', () => {
  clearInterval(timer);
  parentPort.postMessage(report);
});
parentPort.postMessage('started');
