// A gateway whose answers are to come from its cache: what the parts of this benchmark have in common.
// It must never let anything but a kept answer pass for a hit.
import { join } from 'node:path';
import { SERVER_CORE } from '../processes/cores.js';
import type { MeasuredProcess } from '../processes/measured-process.js';
import type { RunningErp } from '../processes/running-erp.js';
import { fetchToken, startGateway } from '../processes/running-gateway.js';

/** Processes and the folder that all parts work with. */
export interface CachedFrame {
  readonly folder: string;
  readonly erp: RunningErp;
  /** As many requests as connections allow. */
  readonly generator: MeasuredProcess;
  /** A fixed rate. */
  readonly pacer: MeasuredProcess;
}

/** A gateway that is ready, and a token of its first client. */
export interface CachedGateway {
  readonly process: MeasuredProcess;
  readonly address: string;
  readonly token: string;
}

/** An answer, whole. */
export interface KeptAnswer {
  readonly body: string;
  readonly etag: string;
}

/** The page of 50 orders that everybody asks for. */
export const LIST = '/v1/orders?limit=50';

/** Starts one with data and a log of its own called `name`; dispose of its process at the end. */
export async function startCachedGateway(
  { folder, erp }: CachedFrame,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<CachedGateway> {
  const data = join(folder, name);
  const logged = { BANYAN_LOG_FILE: join(folder, `${name}.log`), ...environment };
  const running = await startGateway({ data, erpUrl: erp.url, environment: logged, core: SERVER_CORE });
  return { process: running.process, address: running.address, token: await fetchToken(running, data) };
}

/** Asks once. */
export async function ask({ address, token }: CachedGateway, path: string): Promise<Response> {
  return await fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
}

/** Asks until the answer is a kept one, at most twice; throws where it is not kept. */
export async function keep(gateway: CachedGateway, path: string): Promise<KeptAnswer> {
  await (await ask(gateway, path)).arrayBuffer();
  return await hit(gateway, path);
}

/** One answer from the cache; throws when it is anything else. */
export async function hit(gateway: CachedGateway, path: string): Promise<KeptAnswer> {
  const response = await ask(gateway, path);
  const body = await response.text();
  const status = response.headers.get('cache-status') ?? 'no Cache-Status';
  if (!response.ok || !status.startsWith('banyan; hit;')) throw new Error(`${path}: ${response.status}, ${status}`);
  return { body, etag: response.headers.get('etag') ?? '' };
}
