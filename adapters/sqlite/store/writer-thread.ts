// The writer thread's program: opens the store for writing, proves it durable, then commits one batch after the other.
// It must never decide anything; the handlers do.
import { parentPort, workerData } from 'node:worker_threads';
import { logHandlers } from '../payloads/payload-handlers.js';
import { allHandlers } from './all-handlers.js';
import { BatchWriter } from './batch-writer.js';
import { openForWriting } from './connections.js';
import type { ThreadMessage, ThreadOrder } from './operation.js';
import { messageOf } from './sqlite-error.js';

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

function serve(path: string): void {
  const database = openForWriting(path);
  const writer = new BatchWriter(database, allHandlers(database), logHandlers(database));
  parentPort?.on('message', (order: ThreadOrder) => {
    if (order.kind === 'batch') {
      say({ kind: 'replies', replies: writer.write(order.orders) });
    } else {
      database.close();
      parentPort?.close();
    }
  });
}

try {
  serve((workerData as { readonly path: string }).path);
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'refused', message: messageOf(error) });
}
