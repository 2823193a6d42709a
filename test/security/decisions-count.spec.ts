// What an administrator decides counts for keys and tokens that are out already, with the very answer on the instance that
// was asked; within five seconds on any other, which is what changes in the directory stand for here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { KeepAliveClient } from '../support/running/keep-alive-client.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { AdministratorCaller } from './administrator-caller.js';

/** A change of a client counts within five seconds; the rest is for a busy machine, which takes long to ask. */
const PROMPT_MS = 25_000;

let stage: Stage;
let caller: KeepAliveClient;
let administrator: AdministratorCaller;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: 0.02 } });
  const { publicAddress, adminAddress, folder } = stage.gateway;
  caller = new KeepAliveClient(publicAddress);
  const kept = readFileSync(join(folder, 'data', 'first-administrator.secret'), 'utf8').trim();
  administrator = new AdministratorCaller(adminAddress, kept);
}, 180_000);
afterAll(async () => {
  caller[Symbol.dispose]();
  await stage[Symbol.asyncDispose]();
});

const ask = async (bearer: string, path = '/v1/orders?limit=1'): Promise<number> =>
  (await caller.send(path, { authorization: `Bearer ${bearer}` })).status;
const statuses = (bearers: readonly string[], path?: string): Promise<readonly number[]> =>
  Promise.all(bearers.map((bearer) => ask(bearer, path)));
const tokenFor = (id: string, secret: string): Promise<string> => stage.gateway.token({ id, secret });

/** Asks the administration, which is to agree. */
async function decide(path: string, body: unknown, method?: 'PATCH'): Promise<void> {
  const { status, text } = await administrator.ask(path, body, method);
  if (status !== 200) throw new Error(`${status}: ${text}`);
}

describe('what an administrator decides counts with the answer', () => {
  it('for tokens that were issued before: scopes narrowed, widened, and to what a token did not ask for', async () => {
    const { secret } = await administrator.create('wide', ['orders.*', 'customers.list']);
    const narrow = await stage.gateway.token({ id: 'wide', secret, scope: 'orders.list' });
    const bearers = [await tokenFor('wide', secret), secret, narrow];
    expect(await statuses(bearers)).toEqual([200, 200, 200]);
    await decide('/clients/wide', { scopes: ['customers.list'] }, 'PATCH');
    expect(await statuses(bearers)).toEqual([403, 403, 403]);
    await decide('/clients/wide', { scopes: ['*'] }, 'PATCH');
    expect(await statuses(bearers)).toEqual([200, 200, 200]);
    // A token is never worth more than what it was asked for; a key is worth all that its client holds.
    expect(await statuses(bearers, '/v1/items?limit=1')).toEqual([403, 200, 403]);
  });

  it('when a credential is revoked: it and its tokens are out, the other credential and its tokens are not', async () => {
    const first = await administrator.create('two-of-them', ['orders.*']);
    const second = await administrator.rotate('two-of-them', '1h');
    const secrets = [first.secret, second.secret];
    const tokens = await Promise.all(secrets.map((secret) => tokenFor('two-of-them', secret)));
    expect(await statuses([...secrets, ...tokens])).toEqual([200, 200, 200, 200]);
    const [old] = second.client.credentials;
    await decide(`/clients/two-of-them/credentials/${old?.id}/revoke`, {});
    expect(await statuses([...secrets, ...tokens])).toEqual([401, 200, 401, 200]);
    await expect(tokenFor('two-of-them', first.secret)).rejects.toThrow('401');
  });

  it('when a client is revoked: everything of it is out', async () => {
    const { secret } = await administrator.create('gone', ['orders.*']);
    const bearers = [await tokenFor('gone', secret), secret];
    expect(await statuses(bearers)).toEqual([200, 200]);
    await decide('/clients/gone/revoke', { reason: 'it leaked' });
    expect(await statuses(bearers)).toEqual([401, 401]);
    await expect(tokenFor('gone', secret)).rejects.toThrow('401');
  });

  it('when it may call from elsewhere only', async () => {
    const { secret } = await administrator.create('roaming', ['orders.*']);
    const bearers = [await tokenFor('roaming', secret), secret];
    await decide('/clients/roaming', { networks: ['10.0.0.0/8'] }, 'PATCH');
    expect(await statuses(bearers)).toEqual([401, 401]);
    await decide('/clients/roaming', { networks: null }, 'PATCH');
    expect(await statuses(bearers)).toEqual([200, 200]);
  });
});

describe('a change of a client counts within five seconds', () => {
  const changed = async (bearers: readonly string[], status: number): Promise<void> => {
    const answered = async (): Promise<boolean> => {
      const answers = await statuses(bearers);
      return answers.every((answer) => answer === status);
    };
    await eventually(`everybody is answered ${status}`, answered, PROMPT_MS);
  };

  it('for tokens that were issued before: narrowed to other scopes, widened again, without their credential, revoked', async () => {
    const { clients } = stage.gateway;
    const own = clients.make('short-lived', ['orders.*']);
    await clients.add([own]);
    const bearers = [await tokenFor('short-lived', own.secret), own.secret];
    await changed(bearers, 200);

    await clients.change('short-lived', { scopes: ['customers.*'] });
    await changed(bearers, 403);
    await clients.change('short-lived', { scopes: ['orders.*'] });
    await changed(bearers, 200);
    await clients.change('short-lived', { credentials: clients.make('short-lived', []).client.credentials });
    await changed(bearers, 401);
    await clients.change('short-lived', { credentials: own.client.credentials });
    await changed(bearers, 200);
    await clients.change('short-lived', { revokedAt: new Date().toISOString() });
    await changed(bearers, 401);
  }, 180_000);
});
