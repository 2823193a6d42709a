// Guards admission as a whole: who may do what, that revoking counts at once, that it fails closed, that it is quick.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAdmission } from '../../src/api/admission/admit.js';
import { ADMISSION_STEPS } from '../../src/api/admission/admission-order.js';
import { covers } from '../../src/credentials/scopes.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { startGuarded, tokenFor } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

let gateway: GuardedGateway;
beforeEach(async () => {
  gateway = await startGuarded(['orders.*', 'customers.list']);
});
afterEach(() => gateway.server.close());

async function get(url: string, token?: string) {
  return gateway.server.inject({ url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
}

const ROUTES = [
  ['/v1/orders', 'orders.list'],
  ['/v1/orders/1', 'orders.get'],
  ['/v1/customers', 'customers.list'],
] as const;
const SCOPES = ['orders.list', 'orders.get', 'orders.*', 'customers.list', 'customers.*', '*', 'invoices.list'];

describe('every scope against every operation', () => {
  it.each(SCOPES.flatMap((scope) => ROUTES.map(([url, operation]) => [scope, operation, url] as const)))(
    'a token with %s asking for %s is answered as the scope says',
    async (scope, operation, url) => {
      await gateway.clients.save({ ...gateway.client, scopes: ['*'] });

      const answer = await get(url, await tokenFor(gateway, [scope]));

      expect(answer.statusCode).toBe(covers([scope], operation) ? 200 : 403);
    },
  );

  it('names the scope that is missing, in the challenge and in the problem', async () => {
    const answer = await get('/v1/customers', await tokenFor(gateway, ['orders.list']));

    expect(answer.statusCode).toBe(403);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="banyan", error="insufficient_scope", scope="customers.list"',
    );
    expect(answer.json()).toMatchObject({
      code: 'insufficient-scope',
      detail: expect.stringContaining('customers.list'),
    });
  });

  it('grants no more than the client holds, whatever the token says', async () => {
    const token = await tokenFor(gateway, ['*']);
    await gateway.clients.save({ ...gateway.client, scopes: ['orders.get'] });

    expect((await get('/v1/orders/1', token)).statusCode).toBe(200);
    expect((await get('/v1/orders', token)).statusCode).toBe(403);
  });
});

describe('a change of the client', () => {
  it('counts for the next request with a token that is cached already', async () => {
    const token = await tokenFor(gateway);
    expect((await get('/v1/orders', token)).statusCode).toBe(200);

    await gateway.clients.save({ ...gateway.client, scopes: ['customers.list'] });
    expect((await get('/v1/orders', token)).statusCode).toBe(403);
    await gateway.clients.save(gateway.client);
    expect((await get('/v1/orders', token)).statusCode).toBe(200);
    await gateway.clients.save({ ...gateway.client, credentials: [] });
    expect((await get('/v1/orders', token)).statusCode).toBe(401);
  });

  it('ends an API key with its credential', async () => {
    expect((await get('/v1/orders', gateway.secret)).statusCode).toBe(200);

    await gateway.clients.save({ ...gateway.client, credentials: [] });

    expect((await get('/v1/orders', gateway.secret)).statusCode).toBe(401);
    expect(gateway.observations).toContainEqual(
      expect.objectContaining({ kind: 'authentication-refused', fault: 'revoked', clientId: 'web-shop' }),
    );
  });

  it('ends a cached token when its time is over', async () => {
    const token = await tokenFor(gateway);
    expect((await get('/v1/orders', token)).statusCode).toBe(200);

    gateway.clock.jump(629_999);
    expect((await get('/v1/orders', token)).statusCode).toBe(200);
    gateway.clock.jump(1);
    expect((await get('/v1/orders', token)).statusCode).toBe(401);
  });

  it('does not let a clock that was set back accept a cached token before its time', async () => {
    const token = await tokenFor(gateway);
    expect((await get('/v1/orders', token)).statusCode).toBe(200);

    gateway.clock.jump(-7_200_000);

    expect((await get('/v1/orders', token)).statusCode).toBe(401);
  });
});

describe('admission fails closed', () => {
  it('refuses a route that does not say which operation it is, with or without a token, and warns', async () => {
    const token = await tokenFor(gateway, ['*']);

    for (const answer of [await get('/forgotten'), await get('/forgotten', token)]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'not-found' });
    }
    expect(gateway.observations).toContainEqual({
      kind: 'warning',
      topic: 'admission',
      text: 'The route GET /forgotten has no admission configuration and is refused.',
    });
  });

  it('gives unmatched addresses a correlation id and admits nobody there', async () => {
    const answer = await get('/nowhere');

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ correlationId: answer.headers['x-correlation-id'] });
  });

  it('refuses when verifying itself fails', async () => {
    const broken = new Authenticator(() => Promise.reject(new Error('no keys')), gateway.clock);
    const { clock, clients, usage } = gateway;
    const admit = createAdmission({ clock, clients, usage, observe: () => undefined, authenticator: broken });
    const request = requestOf('Bearer abc');

    const error = await new Promise((resolve) => admit(request, replyOf(), resolve));

    expect(error).toEqual(new Error('no keys'));
    expect(request.banyan.admitted).toBe(false);
  });

  const PROVEN = ['assignCorrelation', 'authenticateBearer', 'checkRevocation', 'checkNetwork', 'noteUse'];
  const MEASURED = ['limitByPlan', 'shedWork'];

  it('has one listed order, in which nothing comes before correlation, and plans after scopes', () => {
    const names = Object.entries(ADMISSION_STEPS).map(([kind, steps]) => [kind, steps.map(({ name }) => name)]);

    expect(Object.fromEntries(names)).toEqual({
      unmatched: ['assignCorrelation'],
      unconfigured: ['assignCorrelation', 'refuseUnconfigured'],
      public: ['assignCorrelation', 'shedPublic', 'throttlePublic'],
      scoped: [...PROVEN, 'checkScope', ...MEASURED],
      own: [...PROVEN, ...MEASURED],
    });
  });
});

describe('a cached token', () => {
  it('is admitted in the same turn, without waiting for anything', async () => {
    const token = await tokenFor(gateway);
    const { clock, clients, usage } = gateway;
    let verifications = 0;
    const principal = { clientId: 'web-shop', credentialId: gateway.client.credentials[0]?.id ?? '', scopes: ['*'] };
    const verify = async () => {
      verifications += 1;
      return { principal: { ...principal, expiresAt: Infinity }, notBefore: 0 };
    };
    const authenticator = new Authenticator(verify, clock);
    await authenticator.authenticate(token);
    const admit = createAdmission({ clock, clients, usage, observe: () => undefined, authenticator });
    const request = requestOf(`Bearer ${token}`);

    let answered = false;
    admit(request, replyOf(), (error) => {
      answered = true;
      expect(error).toBeUndefined();
    });

    expect(answered).toBe(true);
    expect(request.banyan).toMatchObject({ admitted: true, principal: { scopes: ['customers.list', 'orders.*'] } });
    expect(verifications).toBe(1);
  });
});

type Admit = ReturnType<typeof createAdmission>;

function requestOf(authorization: string): Parameters<Admit>[0] {
  const raw = { headers: { authorization }, rawHeaders: ['Authorization', authorization] };
  const routeOptions = { config: { banyan: { operation: 'orders.list', access: 'scoped' } } };
  return { raw, routeOptions, is404: false } as unknown as Parameters<Admit>[0];
}

function replyOf(): Parameters<Admit>[1] {
  return { header: () => undefined } as unknown as Parameters<Admit>[1];
}
