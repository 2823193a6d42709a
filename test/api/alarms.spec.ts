// Whoever is on call hears of what needs a person, from a whole gateway: over HTTP, once, with the secret it asked for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';

interface Call {
  readonly authorization: string | undefined;
  readonly alarms: readonly { readonly alarm: string; readonly about: Readonly<Record<string, unknown>> }[];
}

const HOUR_MS = 3_600_000;

let erp: RunningErp;
let url: string;
const calls: Call[] = [];
const receiver = createServer((request, response) => {
  let text = '';
  request.on('data', (part: Buffer) => (text += part.toString('utf8')));
  request.on('end', () => {
    const { alarms } = JSON.parse(text) as Call;
    calls.push({ authorization: request.headers.authorization, alarms });
    response.end();
  });
});
beforeAll(async () => {
  erp = await startErp({ scale: 0.02 });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alarms`;
}, 60_000);
afterAll(async () => {
  receiver.close();
  await erp[Symbol.asyncDispose]();
});

const heard = (alarm: string) => calls.flatMap(({ alarms }) => alarms).filter((each) => each.alarm === alarm);

it('hears at the start of a credential that ends tomorrow, and not again at the next start', async () => {
  using folder = ownFolder();
  const secretFile = join(folder.path, 'alarm.secret');
  writeFileSync(secretFile, 'Bearer on-call\n', { mode: 0o600 });
  const environment = { BANYAN_DATA: join(folder.path, 'data') };
  const alarmed = { ...environment, BANYAN_ALARM_URL: url, BANYAN_ALARM_SECRET_FILE: secretFile };
  {
    await using running = await startGateway({ erpUrl: erp.url(), environment });
    const [credential] = running.clients.known('first-client').credentials;
    if (credential === undefined) throw new Error('the first client has no credential');
    // A life that was never longer than a day is no news, so this one began long ago.
    const life = { createdAt: '2026-01-01T00:00:00Z', expiresAt: new Date(Date.now() + 12 * HOUR_MS).toISOString() };
    await running.clients.change('first-client', { credentials: [{ ...credential, ...life }] });
  }
  {
    await using running = await startGateway({ erpUrl: erp.url(), environment: alarmed });
    await eventually('the alarm', () => heard('credential-expiring').length > 0);
    // The file is written behind the call: the alarm may be heard before the line can be read.
    await eventually('the log line', () =>
      running.logLines().some(({ message }) => message === 'a credential is about to end'),
    );
  }
  await (await startGateway({ erpUrl: erp.url(), environment: alarmed }))[Symbol.asyncDispose]();
  expect(heard('credential-expiring').map(({ about }) => about)).toMatchObject([
    { clientId: 'first-client', daysLeft: 1 },
  ]);
  expect(calls.map(({ authorization }) => authorization)).toEqual(calls.map(() => 'Bearer on-call'));
});

it('hears of an ERP that refuses the login, which nobody but a person can mend', async () => {
  const wrong = new URL(erp.url());
  wrong.password = 'not-the-password';
  await using running = await startGateway({ erpUrl: wrong.href, environment: { BANYAN_ALARM_URL: url } });
  await eventually('the alarm', () =>
    heard('connection-refused').some(({ about }) => about['fault'] === 'login-refused'),
  );
  const [observed] = running.observations.filter(({ kind }) => kind === 'connection-refused');
  expect(JSON.stringify([observed, calls])).not.toContain('not-the-password');
});
