// A secret is rotated while its app calls without a pause: whoever changes over within the overlap loses no call, and
// whoever does not is out when the overlap is over. The gateway is the program itself.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/running/eventually.js';
import { KeepAliveClient } from '../../support/running/keep-alive-client.js';
import { ownFolder } from '../../support/running/own-folder.js';
import { startErp } from '../../support/running/running-erp.js';
import { serveGateway } from '../../support/running/served-gateway.js';
import type { ServedGateway } from '../../support/running/served-gateway.js';
import { AdministratorCaller } from '../administrator-caller.js';
import type { ShownClient } from '../administrator-caller.js';
import { CallingApp } from './calling-app.js';
import { OldSecret } from './old-secret.js';

const PROOFS = ['key', 'token', 'key', 'token'] as const;
/** Longer than any machine needs to change the apps over; once they are, the end is moved to where it can be waited for. */
const OVERLAP = '1h';
const END_IN_MS = 5_000;
/** How much longer than said the old secret may be good. */
const LATE_MS = 1_000;
/** Calls of each connection in each part of the test. */
const CALLS = 30;
const MOST_MS = 120_000;

const started = new AsyncDisposableStack();
let gateway: ServedGateway;
let administrator: AdministratorCaller;
let caller: KeepAliveClient;

beforeAll(async () => {
  const folder = started.use(ownFolder());
  const erp = started.use(await startErp());
  gateway = await serveGateway(folder.path, erp.addresses());
  started.use(gateway.program);
  administrator = new AdministratorCaller(gateway.adminAddress, gateway.kept('first-administrator.secret'));
  caller = new KeepAliveClient(gateway.publicAddress);
  started.defer(() => caller[Symbol.dispose]());
}, MOST_MS);
afterAll(() => started.disposeAsync());

const ask = async (bearer: string): Promise<number> =>
  (await caller.send('/v1/items?limit=1', { authorization: `Bearer ${bearer}` })).status;

async function tokenOf(id: string, secret: string): Promise<string> {
  const answer = await gateway.grant(`${id}:${secret}`);
  return ((await answer.json()) as { readonly access_token?: string }).access_token ?? `none: ${answer.status}`;
}

/** Moves the end of the old secret; the end from then on, in epoch milliseconds. */
async function moveEnd(credentialId: string, until: number): Promise<number> {
  const path = `/clients/web-shop/credentials/${credentialId}`;
  const { status, text, json } = await administrator.ask(path, { until: new Date(until).toISOString() }, 'PATCH');
  if (status !== 200) throw new Error(`${status}: ${text}`);
  const { credentials } = json as unknown as ShownClient;
  return Date.parse(credentials.find(({ id }) => id === credentialId)?.endsAt ?? '');
}

/** Resolves when every connection has made so many calls more. */
async function more(apps: readonly CallingApp[], calls: number): Promise<void> {
  const wanted = apps.map((app) => app.calls + calls);
  await eventually('every connection goes on', () => apps.every((app, index) => app.calls >= (wanted[index] ?? 0)));
}

describe('a secret that is rotated while its app calls', () => {
  it(
    'costs no call of an app that changes over within the overlap, and is good until its end and not after it',
    async () => {
      const first = await administrator.create('web-shop', ['items.*']);
      const apps = PROOFS.map((proof) => new CallingApp(gateway.publicAddress, 'web-shop', proof, first.secret));
      await more(apps, CALLS);

      const second = await administrator.rotate('web-shop', OVERLAP);
      const old = new OldSecret(gateway.publicAddress, first.secret, await tokenOf('web-shop', first.secret));
      const [retiring] = second.client.credentials;
      const agreed = Date.parse(retiring?.endsAt ?? '');
      await more(apps, CALLS);
      for (const app of apps) {
        app.switchTo(second.secret);
        await more([app], 2);
      }
      expect(Date.now()).toBeLessThan(agreed);
      const end = await moveEnd(retiring?.id ?? '', Date.now() + END_IN_MS);
      expect(end).toBeLessThan(agreed);
      await eventually('the old secret is tried after its end', () => old.after(end + LATE_MS).length > 10);
      await more(apps, CALLS);
      await Promise.all([...apps, old].map((each) => each.stop()));

      const calls = apps.reduce((sum, app) => sum + app.calls, 0);
      const failed = apps.flatMap(({ failures }) => failures);
      const told = `${calls} calls over ${apps.length} connections, ${failed.length} failed`;
      process.stdout.write(`rotation under load: ${told}; the old secret ${summary(old, end)}\n`);
      expect(failed).toEqual([]);
      expect(new Set(old.before(end).map(({ status }) => status))).toEqual(new Set([200]));
      expect(old.after(end + LATE_MS).filter(({ status }) => ![401, 429].includes(status))).toEqual([]);
    },
    MOST_MS,
  );

  it('is seen with the operation that each of both was last used by', async () => {
    const { json } = await administrator.ask('/clients/web-shop');
    const { credentials } = json as unknown as { credentials: readonly { state: string; lastUse?: object }[] };
    expect(credentials.map(({ state }) => state)).toEqual(['expired', 'active']);
    for (const { lastUse } of credentials) {
      expect(lastUse).toMatchObject({
        operation: expect.stringMatching(/^(items\.list|token)$/),
        address: '127.0.0.1',
      });
    }
  });
});

describe('a rotation', () => {
  it('beside two secrets that are good is 409 and says which one is to go; once that is gone, there is room', async () => {
    await administrator.create('till', ['items.*']);
    const { client } = await administrator.rotate('till', '1h');
    const [retiring, active] = client.credentials;
    const refused = await administrator.ask('/clients/till/credentials', { overlap: '1h' });
    expect([refused.status, refused.json]).toMatchObject([409, { code: 'conflict' }]);
    expect(refused.json['detail']).toMatch(new RegExp(`${active?.id}.*the one to go is ${retiring?.id}`));

    const path = `/clients/till/credentials/${retiring?.id}/revoke`;
    expect((await administrator.ask(path, { reason: 'making room' })).status).toBe(200);
    expect((await administrator.rotate('till', '1h')).client.credentials.map(({ state }) => state)).toEqual([
      'revoked',
      'retiring',
      'active',
    ]);
  });

  it('without an overlap ends the old secret and its tokens with the answer', async () => {
    const first = await administrator.create('kiosk', ['items.*']);
    const token = await tokenOf('kiosk', first.secret);
    expect(await Promise.all([first.secret, token].map(ask))).toEqual([200, 200]);
    const { secret } = await administrator.rotate('kiosk', '0s');
    expect(await Promise.all([first.secret, token, secret].map(ask))).toEqual([401, 401, 200]);
    expect(await tokenOf('kiosk', first.secret)).toBe('none: 401');
    expect(await ask(await tokenOf('kiosk', secret))).toBe(200);
  });
});

function summary(old: OldSecret, end: number): string {
  const lastGood = Math.max(...old.tries.filter(({ status }) => status === 200).map(({ answeredAt }) => answeredAt));
  const good = old.before(end).length;
  return `was good ${good} times before its end, last answered ${lastGood - end} ms after it`;
}
