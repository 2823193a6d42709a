// The shipped gateway program as a measured process, with its own settings, keys, clients and log.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { MeasuredProcess } from './measured-process.js';
import { startFlags } from './start-flags.js';
import { waitUntil } from './wait-until.js';

/** How to start it. */
export interface GatewayStart {
  /** Folder of its data, kept between starts. */
  readonly data: string;
  /** Address of the ERP; it starts a demo ERP of its own when left out. */
  readonly erpUrl?: string;
  /** Further settings, and variables of the facade. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly core?: number;
}

/** No file is dropped here, so nobody listens at this address. */
const NO_INBOX = {
  ERP_INBOX_URL: 'sftp://nobody:nothing@127.0.0.1:1',
  ERP_INBOX_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
};

/** A gateway that is ready. */
export interface RunningGateway {
  readonly process: MeasuredProcess;
  readonly address: string;
  /** From the start of the process to the first 200 of /health/ready, in milliseconds. */
  readonly readyAfterMs: number;
}

/** Starts the program of `npm start` and waits until it is ready; dispose of its process at the end. */
export async function startGateway({ data, erpUrl, core, ...further }: GatewayStart): Promise<RunningGateway> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const environment = {
    BANYAN_DATA: data,
    BANYAN_PORT: String(port),
    BANYAN_ADMIN_PORT: '0',
    BANYAN_TOKEN_LIFETIME: '15m',
    ...(erpUrl === undefined ? {} : { ...NO_INBOX, ERP_REPLICA_URL: erpUrl, ERP_PROCEDURES_URL: erpUrl }),
    ...further.environment,
  };
  const startedAt = performance.now();
  const gateway = new MeasuredProcess({
    file: 'src/main.js',
    flags: startFlags(),
    environment,
    preload: true,
    ...(core === undefined ? {} : { core }),
  });
  await waitUntil('the gateway is ready', () => isReady(gateway, address));
  return { process: gateway, address, readyAfterMs: performance.now() - startedAt };
}

/** A token of the first client, good for the whole run. */
export async function fetchToken({ address }: Pick<RunningGateway, 'address'>, data: string): Promise<string> {
  const secret = readFileSync(join(data, 'first-client.secret'), 'utf8').trim();
  const response = await fetch(`${address}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`first-client:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`the gateway gave no token: ${response.status}`);
  return token;
}

async function isReady(gateway: MeasuredProcess, address: string): Promise<true | undefined> {
  if (gateway.ended) throw new Error(`the gateway ended: ${gateway.said}`);
  const response = await fetch(`${address}/health/ready`).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.ok === true ? true : undefined;
}
