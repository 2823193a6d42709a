// The writer thread's program: opens the store for writing, proves it durable, then commits one batch after the other.
// It must never decide anything; the handlers do.
import { parentPort, workerData } from 'node:worker_threads';
import { logHandlers } from '../payloads/payload-handlers.js';
import { allHandlers } from './all-handlers.js';
import { BatchWriter } from './batch-writer.js';
import { openForWriting } from './connections.js';
import { DigestFilter } from './digest-filter.js';
import { messageOf } from './sqlite-error.js';
import { ordersOf, sentReplies } from './thread-messages.js';
import type { ThreadData, ThreadMessage, ThreadOrder } from './thread-messages.js';

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

function serve({ path, knownMarks }: ThreadData): void {
  const database = openForWriting(path);
  const writer = new BatchWriter(database, allHandlers(database, new DigestFilter(knownMarks)), logHandlers(database));
  parentPort?.on('message', (order: ThreadOrder) => {
    if (order.kind === 'batch') {
      say({ kind: 'replies', ...sentReplies(writer.write(ordersOf(order))) });
    } else {
      database.close();
      parentPort?.close();
    }
  });
}

try {
  serve(workerData as ThreadData);
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'refused', message: messageOf(error) });
}
