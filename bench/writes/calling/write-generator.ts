// The load generator of writes, a process of its own: sends as fast as its connections allow, each write with a key of
// its own. It must never count anything but 202, and never stop before every answer is here.
import { randomUUID } from 'node:crypto';
import { answerParent } from '../../processes/answer.js';
import type { Done } from '../../measures/sample.js';
import { orderBody } from './sample-bodies.js';
import { WriteConnection } from './write-connection.js';

/** One load. */
export interface OrderLoad {
  readonly address: string;
  readonly token: string;
  readonly connections: number;
  readonly seconds: number;
}

const PATH = '/v1/orders';
const ACCEPTED = 202;

async function orders({ address, token, connections, seconds }: OrderLoad): Promise<Done> {
  const run = randomUUID();
  const opened = await Promise.all(Array.from({ length: connections }, () => WriteConnection.open(address)));
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let requests = 0;
  const caller = async (connection: WriteConnection): Promise<void> => {
    while (performance.now() < endAt) {
      const number = (requests += 1);
      const answer = await connection.post({ path: PATH, token, key: `${run}-${number}`, body: orderBody(number) });
      if (answer.status !== ACCEPTED) throw new Error(`${PATH} answered ${answer.status}: ${answer.text}`);
    }
  };
  try {
    await Promise.all(opened.map(caller));
  } finally {
    for (const connection of opened) connection[Symbol.dispose]();
  }
  return { requests, seconds: (performance.now() - startedAt) / 1000 };
}

answerParent({ orders });
