// Records at a fixed rate through one channel of files: how many are not delivered at each second, and how long the last
// ones take. Everything is the real thing: gateway, SFTP server, batch job, acknowledgements.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Done } from '../../measures/sample.js';
import type { MeasuredProcess } from '../../processes/measured-process.js';
import { fetchToken, startGateway } from '../../processes/running-gateway.js';
import { waitUntil } from '../../processes/wait-until.js';
import type { CustomerLoad } from '../calling/write-load.js';
import { openFacade } from '../../facades/facade-copies.js';
import { startErpProcesses } from './erp-processes.js';
import { StandingReader } from './standing-reader.js';
import type { Standing } from './standing-reader.js';

export const RATE = 200;
export const SECONDS = 30;

/** What was seen. */
export interface DropsSeen {
  readonly accepted: number;
  /** Of the load, from the first request to the last answer. */
  readonly seconds: number;
  /** Second by second while the load was on. */
  readonly backlog: readonly number[];
  /** Seconds from the last answer until nothing was undelivered, and until everything was settled. */
  readonly lastDelivered: number;
  readonly lastSettled: number;
  readonly end: Standing;
  /** Of the gateway, from the first request to the last settlement, per record, in microseconds. */
  readonly cpuMicros: number;
}

/** Where to measure. */
export interface DropsFrame {
  readonly generator: MeasuredProcess;
  readonly folder: string;
  readonly serverCore: number;
  readonly otherCore: number;
}

/** Measures once. */
export async function measureDrops({ generator, folder, serverCore, otherCore }: DropsFrame): Promise<DropsSeen> {
  await using stack = new AsyncDisposableStack();
  const { erp, inbox, environment } = await startErpProcesses(join(folder, 'erp'), otherCore);
  stack.use(erp);
  stack.use(inbox);
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const open = { ...environment, BANYAN_FACADE: openFacade(join(folder, 'open-facade')) };
  const running = await startGateway({ data, environment: open, core: serverCore });
  const gateway = stack.use(running.process);
  const token = await fetchToken(running, data);
  const standing = stack.use(new StandingReader(join(data, 'ledger', 'store.db')));
  const before = await gateway.usage();
  const load: CustomerLoad = { address: running.address, token, rate: RATE, seconds: SECONDS };
  const { done, backlog } = await underLoad(generator.ask<Done>('customers', load), standing);
  const ends = await untilSettled(standing, done.requests);
  const cpuMicros = ((await gateway.usage()).cpuMicros - before.cpuMicros) / done.requests;
  return { accepted: done.requests, seconds: done.seconds, backlog, ...ends, cpuMicros };
}

/** Looks at the store once a second for as long as the load is on. */
async function underLoad(
  load: Promise<Done>,
  standing: StandingReader,
): Promise<{ readonly done: Done; readonly backlog: readonly number[] }> {
  const backlog: number[] = [];
  const timer = setInterval(() => backlog.push(standing.read().undelivered), 1_000);
  try {
    return { done: await load, backlog };
  } finally {
    clearInterval(timer);
  }
}

type Ends = Pick<DropsSeen, 'lastDelivered' | 'lastSettled' | 'end'>;

async function untilSettled(standing: StandingReader, accepted: number): Promise<Ends> {
  const since = performance.now();
  const elapsed = (): number => (performance.now() - since) / 1000;
  await waitUntil('everything is delivered', () => Promise.resolve(standing.read().undelivered === 0 || undefined));
  const lastDelivered = elapsed();
  const end = await waitUntil('everything is settled', () => {
    const now = standing.read();
    return Promise.resolve(now.undelivered + now.unsettled === 0 ? now : undefined);
  });
  if (end.succeeded + end.refused !== accepted) throw new Error(`${accepted} accepted: ${JSON.stringify(end)}`);
  return { lastDelivered, lastSettled: elapsed(), end };
}
