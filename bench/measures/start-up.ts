// How long `npm start` takes until it is ready, demo ERP included: with nothing there, and with the data in place.
import { startGateway } from '../processes/running-gateway.js';
import { spreadOf } from './spread.js';
import type { Spread } from './spread.js';

/** Milliseconds from the start of the process to ready. */
export interface StartUp {
  readonly first: number;
  readonly again: Spread;
}

/** Starts and stops it: once in the empty folder `data`, then as often as there are rounds. Leaves the data there. */
export async function measureStartUp(data: string, rounds: number): Promise<StartUp> {
  const first = await startOnce(data);
  const again: number[] = [];
  for (let round = 0; round < rounds; round += 1) again.push(await startOnce(data));
  return { first, again: spreadOf(again) };
}

async function startOnce(data: string): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const gateway = await startGateway({ data });
  stack.use(gateway.process);
  return gateway.readyAfterMs;
}
