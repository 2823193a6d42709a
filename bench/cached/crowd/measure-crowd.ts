// How many statements a crowd costs the ERP, with the cache of the gateway and without it, by the ERP's own log.
// The facade is the shipped one: how long orders are fresh decides on the result.
import type { PacedLoad, PacedResult } from '../../calling/paced-load.js';
import { ask, startCachedGateway } from '../cached-gateway.js';
import type { CachedFrame, CachedGateway } from '../cached-gateway.js';
import { StatementCount } from '../statement-count.js';
import { zipfRanks } from './zipf.js';

/** Single orders per second, and how many different ones. */
export const RATE = 500;
export const KEYS = 1_000;
const SEED = 20_261_120;
const CONNECTIONS = 16;
/** The ERP's log is read this often, before it forgets. */
const LOOK_MS = 1_000;
const PAGE = '/v1/orders?limit=200&fields=id';

/** What one gateway asked for. */
export interface CrowdSeen {
  readonly requests: number;
  readonly statements: number;
}

/** The same requests to both. */
export interface Crowd {
  readonly seconds: number;
  readonly cached: CrowdSeen;
  readonly uncached: CrowdSeen;
}

/** Measures both, one after the other. */
export async function measureCrowd(frame: CachedFrame, seconds: number): Promise<Crowd> {
  const cached = await crowdAt(frame, seconds, ['crowd', {}]);
  const uncached = await crowdAt(frame, seconds, ['uncached-crowd', { BANYAN_CACHE_BYTES: '0' }]);
  return { seconds, cached, uncached };
}

async function crowdAt(
  frame: CachedFrame,
  seconds: number,
  [name, environment]: readonly [name: string, environment: Readonly<Record<string, string>>],
): Promise<CrowdSeen> {
  await using stack = new AsyncDisposableStack();
  const gateway = await startCachedGateway(frame, name, environment);
  stack.use(gateway.process);
  const keys = await orderKeys(gateway);
  const paths = zipfRanks(KEYS, RATE * seconds, SEED).map((rank) => `/v1/orders/${keys[rank] ?? ''}`);
  const statements = new StatementCount(frame.erp.control);
  await statements.take();
  const load: PacedLoad = {
    ...{ address: gateway.address, token: gateway.token, paths, rate: RATE, seconds },
    ...{ connections: CONNECTIONS, statuses: [200], hitsOnly: false },
  };
  return await counted(frame.pacer.ask<PacedResult>('pace', load), statements);
}

async function counted(load: Promise<PacedResult>, statements: StatementCount): Promise<CrowdSeen> {
  let count = 0;
  let ended = false;
  const end = load.finally(() => (ended = true));
  const look = async (): Promise<void> => {
    while (!ended) {
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
      count += (await statements.take()).length;
    }
  };
  const [{ requests }] = await Promise.all([end, look()]);
  return { requests, statements: count };
}

/** The first thousand orders, page by page. */
async function orderKeys(gateway: CachedGateway): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let path: string | undefined = PAGE; keys.length < KEYS;) {
    if (path === undefined) throw new Error(`the demo ERP has ${keys.length} orders only`);
    const response: Response = await ask(gateway, path);
    const { data } = (await response.json()) as { readonly data: readonly { readonly id: string }[] };
    keys.push(...data.map(({ id }) => id));
    path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return keys.slice(0, KEYS);
}
