// The load generator of writes, a process of its own. Each write has a key of its own.
// It must never count anything but 202, and never stop before every answer is here.
import { randomUUID } from 'node:crypto';
import type { Done } from '../../measures/sample.js';
import { KeptConnection } from '../../calling/kept-connection.js';
import { answerParent } from '../../processes/answer.js';
import { customerBody, orderBody } from './sample-bodies.js';
import type { CustomerLoad, OrderLoad, WriteTarget } from './write-load.js';

const ACCEPTED = 202;
/** Connections of a fixed rate: far more than answers are waited for when the server keeps up. */
const PACED_CONNECTIONS = 32;
const PACE_MS = 5;

/** Sends the write of this number over one connection. */
type Send = (connection: KeptConnection, number: number) => Promise<void>;

function sender(path: string, { token }: WriteTarget, body: (number: number) => string): Send {
  const run = randomUUID();
  const fields = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return async (connection, number) => {
    const keyed = { ...fields, 'Idempotency-Key': `${run}-${number}` };
    const { status, text } = await connection.ask(`POST ${path}`, keyed, body(number));
    if (status !== ACCEPTED) throw new Error(`${path} answered ${status}: ${text}`);
  };
}

async function withConnections<Result>(
  address: string,
  count: number,
  use: (opened: readonly KeptConnection[]) => Promise<Result>,
): Promise<Result> {
  using stack = new DisposableStack();
  return await use(await KeptConnection.openAll(address, count, stack));
}

function orders(load: OrderLoad): Promise<Done> {
  const send = sender('/v1/orders', load, orderBody);
  return withConnections(load.address, load.connections, async (opened) => {
    const startedAt = performance.now();
    const endAt = startedAt + load.seconds * 1000;
    let requests = 0;
    const caller = async (connection: KeptConnection): Promise<void> => {
      while (performance.now() < endAt) await send(connection, (requests += 1));
    };
    await Promise.all(opened.map(caller));
    return { requests, seconds: secondsSince(startedAt) };
  });
}

/** Whatever is due and finds no free connection is sent as soon as there is one; nothing is left out. */
function customers(load: CustomerLoad): Promise<Done> {
  const send = sender('/v1/customers', load, customerBody);
  const total = load.rate * load.seconds;
  return withConnections(load.address, PACED_CONNECTIONS, async (opened) => {
    const startedAt = performance.now();
    let sent = 0;
    const due = (): number => Math.min(total, Math.ceil(secondsSince(startedAt) * load.rate));
    const caller = async (connection: KeptConnection): Promise<void> => {
      while (sent < total) {
        if (sent < due()) await send(connection, (sent += 1));
        else await new Promise((resolve) => setTimeout(resolve, PACE_MS));
      }
    };
    await Promise.all(opened.map(caller));
    return { requests: sent, seconds: secondsSince(startedAt) };
  });
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}

answerParent({ orders, customers });
