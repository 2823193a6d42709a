// A served gateway with everything that deals in secrets switched on: an administrator's secret from a file, signed
// assertions, an external issuer, key sets at addresses that misbehave, an alarm hook that misbehaves.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeSecret } from '../../src/credentials/secret.js';
import { makeKey, startIdentityProvider } from '../support/credentials/identity-provider.js';
import type { IdentityProvider, OwnKey } from '../support/credentials/identity-provider.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';

export const PUBLIC_URL = 'https://gateway.test';
export const ISSUER = 'https://login.example.com/tenant-a';
export const AUDIENCE = 'api://banyan';

/** What the test works with; dispose it at the end. */
export interface IdentityStage extends AsyncDisposable {
  readonly data: string;
  readonly provider: IdentityProvider;
  /** Published by the provider as the issuer's. */
  readonly issuerKey: OwnKey;
  /** From the file it was given in. */
  readonly administratorSecret: string;
  /** What the alarm hook has to be called with. */
  readonly alarmSecret: string;
  /** Bodies the alarm hook was called with. */
  readonly alarms: readonly string[];
  /** Starts the program; again on the same data after the one before has ended. */
  serve(): Promise<ServedGateway>;
}

/** @param canary stands in everything that the outside answers. */
export async function setIdentityStage(canary: string): Promise<IdentityStage> {
  const started = new AsyncDisposableStack();
  const { path } = started.use(ownFolder());
  const erp = started.use(await startErp());
  const issuerKey = makeKey('ES256', 'issuer-1');
  const provider = started.use(await startIdentityProvider(issuerKey.jwk));
  const hook = started.use(await startAlarmHook(canary));
  const administratorSecret = makeSecret().text;
  const alarmSecret = `Bearer ${canary}-alarm-secret`;
  const file = (name: string, text: string): string => {
    writeFileSync(join(path, name), text, { mode: 0o600 });
    return join(path, name);
  };
  const environment = {
    ...erp.addresses(),
    BANYAN_LOG_LEVEL: 'debug',
    BANYAN_PUBLIC_URL: PUBLIC_URL,
    BANYAN_TOKEN_METHODS: 'client_secret_basic,client_secret_post,private_key_jwt',
    BANYAN_JWKS_HOSTS: provider.host,
    BANYAN_ISSUERS_FILE: file('issuers.json', JSON.stringify([issuerAt(provider.jwksUri)])),
    BANYAN_ADMINISTRATOR_SECRET_FILE: file('administrator.secret', administratorSecret),
    BANYAN_ALARM_URL: hook.url,
    BANYAN_ALARM_SECRET_FILE: file('alarm.secret', alarmSecret),
  };
  const data = join(path, 'data');
  const serve = async (): Promise<ServedGateway> => {
    const served = await serveGateway(data, environment);
    started.use(served.program);
    return served;
  };
  return {
    data,
    provider,
    issuerKey,
    administratorSecret,
    alarmSecret,
    alarms: hook.alarms,
    serve,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

const issuerAt = (jwksUri: string) => ({
  ...{ issuer: ISSUER, jwksUri, audience: AUDIENCE, clientClaim: 'azp', scopeClaim: 'scp', algorithms: ['ES256'] },
});

/** Takes what it is sent, and answers an error with the canary in it. */
async function startAlarmHook(canary: string): Promise<AsyncDisposable & { url: string; alarms: readonly string[] }> {
  const alarms: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      alarms.push(body);
      response.writeHead(500, `Not ${canary}`).end(`{"error":"${canary}"}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispose = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`;
  return { url, alarms, [Symbol.asyncDispose]: dispose };
}
