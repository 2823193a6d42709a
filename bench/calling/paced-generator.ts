// The load generator of fixed rates, a process of its own. autocannon sends the requests of a second at its beginning,
// which measures a burst. It must never count an answer that was not expected, nor leave a request out.
import { answerParent } from '../processes/answer.js';
import { DueRequests } from './due-requests.js';
import { KeptConnection } from './kept-connection.js';
import type { PacedLoad, PacedResult } from './paced-load.js';

const HIT = /\r\ncache-status: banyan; hit;/i;

async function pace(load: PacedLoad): Promise<PacedResult> {
  using stack = new DisposableStack();
  const opened = await KeptConnection.openAll(load.address, load.connections, stack);
  const due = new DueRequests(load);
  const heard: Heard = { latencies: [], statuses: {} };
  const startedAt = performance.now();
  await Promise.all([due.run(), ...opened.map((connection) => call(connection, { due, load, heard }))]);
  return { ...heard, requests: heard.latencies.length, seconds: (performance.now() - startedAt) / 1000 };
}

interface Heard {
  readonly latencies: number[];
  readonly statuses: Record<string, number>;
}

interface Calling {
  readonly due: DueRequests;
  readonly load: PacedLoad;
  readonly heard: Heard;
}

async function call(connection: KeptConnection, { due, load, heard }: Calling): Promise<void> {
  const fields = { Authorization: `Bearer ${load.token}` };
  for (let next = await due.take(); next !== undefined; next = await due.take()) {
    const path = load.paths[next.number % load.paths.length] ?? '/';
    const { status, head } = await connection.ask(`GET ${path}`, fields);
    if (!load.statuses.includes(status) || (load.hitsOnly && !HIT.test(head)))
      throw new Error(`not expected, GET ${path}:\n${head}`);
    heard.latencies.push(performance.now() - next.since);
    heard.statuses[status] = (heard.statuses[status] ?? 0) + 1;
  }
}

answerParent({ pace });
