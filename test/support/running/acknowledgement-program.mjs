// Reads one file of acknowledgements with the built product, as the gateway does, and tells its parent what it found and
// the most memory it ever had. A process of its own: nothing else is in its memory.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (path) => import(pathToFileURL(resolve('dist', path)).href);
const [{ folderChannelFactory }, { AcknowledgementReader }, { Collected }, { ReviewItems }, { systemClock }] =
  await Promise.all([
    load('adapters/folder/drops/folder-channel-factory.js'),
    load('src/legacy/layouts/acknowledgement-reader.js'),
    load('src/write/acknowledgements/collected.js'),
    load('src/write/acknowledgements/review-items.js'),
    load('src/kernel/clock.js'),
  ]);

/** Of this program alone: what getrusage(2) calls maxrss begins with what the parent had when it forked (exec_mmap in Linux). */
async function mostResidentMb() {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

process.once('message', async ({ layout, binding, found, members }) => {
  const { acknowledgements } = folderChannelFactory()(binding, {
    ...{ observe: () => undefined, sessions: 1, connectTimeoutMs: 10_000, stallTimeoutMs: 30_000 },
    now: () => systemClock.now(),
    after: (ms, call) => systemClock.after(ms, call),
    reached: () => undefined,
  });
  const reviews = new ReviewItems('inbox/sample', found.name, '2026-11-20T12:00:00.000Z');
  const collected = new Collected({ match: 'command', batch: { members }, reviews, isCommand: async () => false });
  const pieces = acknowledgements.read(found, new globalThis.AbortController().signal);
  for await (const record of new AcknowledgementReader(layout).read(pieces)) await collected.add(record);
  const { records, verdicts, repeated } = collected;
  const peakMb = await mostResidentMb();
  process.send({ records, repeated, verdicts: verdicts.size, reviews: reviews.count, peakMb });
  process.disconnect();
});
process.send('ready');
