// A whole gateway inside the test's own process: real settings, facade, adapter, listeners; free ports and an own folder.
import { facadeEnvironment } from '../../../src/composition/facade-environment.js';
import { openDataFolder } from '../../../src/composition/data-folder.js';
import { openGateway } from '../../../src/composition/gateway.js';
import type { Gateway } from '../../../src/composition/gateway.js';
import { openSqliteStore } from '../../../src/composition/gateway-store.js';
import { loadForServing } from '../../../src/composition/load-catalogue.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import { systemClock } from '../../../src/kernel/clock.js';
import type { Observation } from '../../../src/observability/observation.js';
import { readSettings } from '../../../src/settings/read-settings.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from './own-folder.js';
import { RegisteredClients } from './registered-clients.js';

/** How the gateway is to be started. */
export interface GatewayStart {
  /** Address of the ERP's replica for the contoso facade. */
  readonly erpUrl: string;
  /** Facade folder; contoso by default. */
  readonly facade?: string;
  /** Further settings and variables by name. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A gateway that serves, and shortcuts for calling it. */
export interface RunningGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly catalogue: Catalogue;
  readonly publicAddress: string;
  readonly adminAddress: string;
  /** Folder of its data. */
  readonly folder: string;
  /** Everything observed so far, in order. */
  readonly observations: readonly Observation[];
  /** The first client's secret. */
  readonly secret: string;
  /** Everybody who may call it. */
  readonly clients: RegisteredClients;
  /** Gets a token for the first client, or for the credentials given. */
  token(credentials?: { readonly id: string; readonly secret: string; readonly scope?: string }): Promise<string>;
  /** Calls the public listener with the first client's token. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** The log lines written so far, parsed. */
  logLines(): readonly Record<string, unknown>[];
}

/** An address where nobody listens: a test that drops files names a real one. */
const NO_INBOX = {
  ERP_INBOX_URL: 'sftp://nobody:nothing@127.0.0.1:1',
  ERP_INBOX_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
};

/** Starts a gateway and waits until its sources were asked once; dispose it at the end. */
export async function startGateway({ erpUrl, facade, environment = {} }: GatewayStart): Promise<RunningGateway> {
  const folder = ownFolder();
  const logFile = join(folder.path, 'gateway.log');
  const given = {
    BANYAN_FACADE: facade ?? 'facades/contoso',
    BANYAN_DATA: join(folder.path, 'data'),
    BANYAN_PORT: '0',
    BANYAN_ADMIN_PORT: '0',
    BANYAN_LOG_FILE: logFile,
    BANYAN_DRAIN_TIMEOUT: '2s',
    // What is asked is asked of the ERP, unless a test is about what is kept.
    BANYAN_CACHE_BYTES: '0',
    ERP_REPLICA_URL: erpUrl,
    ERP_PROCEDURES_URL: erpUrl,
    ...NO_INBOX,
    ...environment,
  };
  const settings = readSettings(given);
  if (!settings.ok) throw new Error(JSON.stringify(settings.faults));
  const loaded = loadForServing(settings.value.BANYAN_FACADE, facadeEnvironment(given));
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  const { catalogue } = loaded.value;
  const observations: Observation[] = [];
  const dataFolder = openDataFolder(settings.value.BANYAN_DATA);
  const store = await openSqliteStore(dataFolder.ledger);
  const gateway = await openGateway({
    settings: settings.value,
    catalogue,
    folder: dataFolder,
    openStore: () => Promise.resolve(store),
    clock: systemClock,
    observers: [(observation) => observations.push(observation)],
  });
  const addresses = await gateway.start();
  await gateway.probed();
  const secret = readFileSync(gateway.firstClient?.secretFile ?? '', 'utf8').trim();
  const fetchToken: RunningGateway['token'] = async ({ id, secret: own, scope } = { id: 'first-client', secret }) => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) });
    const authorization = `Basic ${Buffer.from(`${id}:${own}`).toString('base64')}`;
    const response = await fetch(`${addresses.publicAddress}/oauth/token`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    const answer = (await response.json()) as { access_token?: string };
    if (answer.access_token === undefined) throw new Error(`no token: ${response.status} ${JSON.stringify(answer)}`);
    return answer.access_token;
  };
  const firstToken = await fetchToken();
  return {
    gateway,
    catalogue,
    ...addresses,
    folder: folder.path,
    observations,
    secret,
    clients: new RegisteredClients(store.clients, folder.path),
    token: fetchToken,
    get: (path, headers = {}) =>
      fetch(addresses.publicAddress + path, { headers: { authorization: `Bearer ${firstToken}`, ...headers } }),
    logLines: () =>
      // What stands behind the last line end is a line that is still being written.
      readFileSync(logFile, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    [Symbol.asyncDispose]: async () => {
      await gateway.stop('test ended');
      folder[Symbol.dispose]();
    },
  };
}
