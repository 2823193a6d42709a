// Who may do what, as a table made from the catalogue and compared with what the running gateway answers: every operation
// with every scope there is, as a token and as a plain key. The expectation is written out here, not taken from the code.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dirtyRows } from '../../demo/contoso/dirt.js';
import { eventually } from '../support/running/eventually.js';
import { KeepAliveClient } from '../support/running/keep-alive-client.js';
import type { ClientAnswer } from '../support/running/keep-alive-client.js';
import type { OwnClient, RegisteredClients } from '../support/running/registered-clients.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';

const SCALE = 0.02;
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'];

let stage: Stage;
let caller: KeepAliveClient;
let clients: RegisteredClients;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
  caller = new KeepAliveClient(stage.gateway.publicAddress);
  clients = stage.gateway.clients;
}, 180_000);
afterAll(async () => {
  caller[Symbol.dispose]();
  await stage[Symbol.asyncDispose]();
});

const ask = (path: string, bearer?: string, method = 'GET'): Promise<ClientAnswer> =>
  caller.send(path, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }, method);

/** One operation, and how it is called. */
interface Row {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

/** Every operation whose scope is asked for, with a key that nothing has; writes lack all that they take. */
function operations(): readonly Row[] {
  const reads = addresses().map(([operation, path]) => ({ operation, method: 'GET', path }));
  const writes = stage.gateway.catalogue.versions.flatMap((version) => version.writes);
  return [...reads, ...writes.map(({ id, kind, resource }) => ({ operation: id, ...callOf[kind](resource, id) }))];
}

const callOf = {
  create: (resource: string) => ({ method: 'POST', path: `/v1/${resource}` }),
  change: (resource: string) => ({ method: 'PATCH', path: `/v1/${resource}/999999999` }),
  action: (resource: string, id: string) => {
    return { method: 'POST', path: `/v1/${resource}/999999999/${id.slice(id.lastIndexOf('.') + 1)}` };
  },
};

/** The address of every operation that reads, with a key that nothing has. */
function addresses(): readonly (readonly [operation: string, path: string])[] {
  return readOperations().map((id) => {
    const [resource = '', kind] = id.split('.');
    return [id, `/v1/${resource}${kind === 'get' ? '/999999999' : '?limit=1'}`] as const;
  });
}

/** As far as it is looked at. */
interface PublishedPaths {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** The operations that read. */
const readOperations = (): readonly string[] => [
  ...new Set(stage.gateway.catalogue.versions.flatMap(({ operations }) => operations.map(({ id }) => id))),
];

/** The method by which the address of a reading operation is written to as well, where it is. */
function writingMethod(operation: string): string | undefined {
  const [resource = '', reading] = operation.split('.');
  const kind = reading === 'list' ? 'create' : 'change';
  const writes = stage.gateway.catalogue.versions.flatMap((version) => version.writes);
  const found = writes.some((write) => write.resource === resource && write.kind === kind);
  if (!found) return undefined;
  return kind === 'create' ? 'POST' : 'PATCH';
}

/** What one scope allows, in other words than the code's. */
const allows = (scope: string, operation: string): boolean =>
  scope === operation || scope === '*' || scope === `${operation.slice(0, operation.indexOf('.'))}.*`;

async function settled(own: OwnClient): Promise<void> {
  await eventually('the client is known', async () => (await ask('/v1/orders', own.secret)).status !== 401);
}

/** A body without what differs from request to request. */
function bare(answer: ClientAnswer): unknown {
  return { ...(JSON.parse(answer.body) as object), correlationId: '', instance: '' };
}

/** Refused for what it lacks, not for who sent it. */
const letIn = ({ method }: Row, status: number): boolean =>
  method === 'GET' ? [200, 404].includes(status) : status >= 400 && status < 500 && ![401, 403, 405].includes(status);

describe('the permission table', () => {
  it('has a row for every operation that the gateway publishes, besides those about one’s own commands', async () => {
    const { paths } = JSON.parse((await ask('/v1/openapi.json')).body) as PublishedPaths;
    const published = Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
    );
    const own = ['commands.list', 'commands.get', 'commands.cancel'];
    const scoped = published.filter((id) => !own.includes(id));
    expect(
      operations()
        .map(({ operation }) => operation)
        .sort(byText),
    ).toEqual(scoped.sort(byText));
    expect(published).toEqual(expect.arrayContaining(own));
  });

  it('is what the gateway answers, for every scope and every operation, to tokens and to plain keys', async () => {
    const rows = operations();
    const branches = [...new Set(rows.map(({ operation }) => `${operation.split('.')[0]}.*`))];
    const scopes = ['*', ...branches, ...rows.map(({ operation }) => operation)];
    const owners = scopes.map((scope, index) => clients.make(`client-${index}`, [scope]));
    const nobody = clients.make('nobody', []);
    await clients.add([...owners, nobody]);
    await settled(nobody);

    const bearers = await caller.each(owners, async ({ client, secret }) => {
      return [await stage.gateway.token({ id: client.id, secret }), secret] as const;
    });
    const table = scopes.flatMap((scope, index) =>
      (bearers[index] ?? []).flatMap((bearer) =>
        rows.map((row) => ({ scope, row, bearer, may: allows(scope, row.operation) })),
      ),
    );
    const none = rows.map((row) => ({ scope: '', row, bearer: nobody.secret, may: false }));
    const answers = await caller.each([...table, ...none], async ({ bearer, ...asked }) => {
      return { ...asked, answer: await ask(asked.row.path, bearer, asked.row.method) };
    });

    expect(answers.length).toBe((scopes.length * 2 + 1) * rows.length);
    const wrong = answers.filter(({ may, row, answer }) => may !== letIn(row, answer.status));
    expect(wrong.map(({ scope, row, answer }) => [scope, row.operation, answer.status])).toEqual([]);
    for (const { row, answer } of answers.filter(({ may }) => !may)) {
      expect(answer.status).toBe(403);
      const challenge = `Bearer realm="banyan", error="insufficient_scope", scope="${row.operation}"`;
      expect(answer.headers['www-authenticate']).toBe(challenge);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'insufficient-scope' });
    }
  }, 300_000);

  it('lets everybody who is somebody ask for its own commands, and nobody else', async () => {
    const own = clients.make('without-scopes', []);
    await clients.add([own]);
    await settled(own);
    const id = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5C';
    for (const [method, path, status] of [
      ['GET', '/v1/commands', 200],
      ['GET', `/v1/commands/${id}`, 404],
      ['POST', `/v1/commands/${id}/cancel`, 404],
    ] as const) {
      expect([path, (await ask(path, own.secret, method)).status]).toEqual([path, status]);
      expect([path, (await ask(path, undefined, method)).status]).toEqual([path, 401]);
    }
  });

  it('is not widened by a token that asks for more than its client holds', async () => {
    const own = clients.make('modest', ['orders.list']);
    await clients.add([own]);
    await settled(own);
    for (const scope of ['*', 'orders.*', 'orders.get', 'orders.list customers.list']) {
      await expect(stage.gateway.token({ id: 'modest', secret: own.secret, scope })).rejects.toThrow('invalid_scope');
    }
  });

  it('has no other methods: none that changes anything is known where the facade declares no write', async () => {
    const { secret } = stage.gateway;
    for (const [operation, path] of addresses()) {
      const writing = writingMethod(operation);
      const allow = ['GET', 'HEAD', 'OPTIONS', ...(writing === undefined ? [] : [writing])].sort(byText).join(', ');
      for (const method of CHANGING.filter((candidate) => candidate !== writing)) {
        const answer = await ask(path, secret, method);
        expect([path, method, answer.status, answer.headers.allow]).toEqual([path, method, 405, allow]);
      }
      expect((await ask(path, undefined, 'HEAD')).status).toBe(401);
    }
  });
});

describe('who is nobody', () => {
  it('reads the same 401 whatever he sent, everywhere', async () => {
    const good = await stage.gateway.token();
    const bad = ['x', 'bny_', `${good}x`, good.slice(0, -8), good.split('.').slice(0, 2).join('.') + '.', 'null'];
    const answers = await Promise.all(
      addresses().flatMap(([, path]) => [undefined, ...bad].map((bearer) => ask(path, bearer))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(answers.map((answer) => JSON.stringify(bare(answer)))).size).toBe(1);
    for (const { headers } of answers) expect(headers['www-authenticate']).toMatch(/^Bearer realm="banyan"/);
  });

  it.each([
    '/',
    '/v1',
    '/v1/nothing',
    '/v2/orders',
    '/v1/orders/SO-1/lines',
    '/v1//orders',
    '/V1/orders',
    '/v1/Orders',
    '/v1/orders/../customers/',
    '/v1/%6frders/x/y',
    '/admin/v1/clients',
    '/metrics',
    '/health/sources',
    '/.env',
    '/__proto__',
    '/docs/../metrics',
  ])('and who is somebody read the same 404 at %s', async (path) => {
    const [unknown, known] = [await ask(path), await ask(path, stage.gateway.secret)];
    expect([unknown.status, known.status]).toEqual([404, 404]);
    expect(bare(unknown)).toEqual(bare(known));
    expect(unknown.headers['www-authenticate']).toBeUndefined();
  });
});

describe('a record that the facade hides', () => {
  it('cannot be told from one that never was', async () => {
    const hidden = dirtyRows(SCALE).filter(({ kind, view }) => kind === 'soft-deleted' && view === 'api.Orders');
    const never = await ask('/v1/orders/SO-999999', stage.gateway.secret);
    expect([never.status, hidden.length]).toEqual([404, 2]);
    for (const { key } of hidden) {
      const answer = await ask(`/v1/orders/${String(key['ORDNO']).trim()}`, stage.gateway.secret);
      expect([answer.status, bare(answer)]).toEqual([404, bare(never)]);
      expect(Object.keys(answer.headers)).toEqual(Object.keys(never.headers));
    }
  });
});
