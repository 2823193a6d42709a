// Who may do what, as a table made from the catalogue and compared with what the running gateway answers: every operation
// with every scope there is, as a token and as a plain key. The expectation is written out here, not taken from the code.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dirtyRows } from '../../demo/contoso/dirt.js';
import { ClientFile } from '../support/running/client-file.js';
import type { OwnClient } from '../support/running/client-file.js';
import { eventually } from '../support/running/eventually.js';
import { KeepAliveClient } from '../support/running/keep-alive-client.js';
import type { ClientAnswer } from '../support/running/keep-alive-client.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';

const SCALE = 0.02;
/** Within which an edit of the client file counts. */
const PROMPT_MS = 5_000;
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'];

let stage: Stage;
let caller: KeepAliveClient;
let file: ClientFile;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
  caller = new KeepAliveClient(stage.gateway.publicAddress);
  file = new ClientFile(stage.gateway);
}, 60_000);
afterAll(async () => {
  caller[Symbol.dispose]();
  await stage[Symbol.asyncDispose]();
});

const ask = (path: string, bearer?: string, method = 'GET'): Promise<ClientAnswer> =>
  caller.send(path, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }, method);

/** The address of every operation, with a key that nothing has. */
function addresses(): readonly (readonly [operation: string, path: string])[] {
  return readOperations().map((id) => {
    const [resource = '', kind] = id.split('.');
    return [id, `/v1/${resource}${kind === 'get' ? '/999999999' : '?limit=1'}`] as const;
  });
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
  await eventually('the client is known', async () => (await ask('/v1/orders', own.secret)).status !== 401, PROMPT_MS);
}

/** A body without what differs from request to request. */
function bare(answer: ClientAnswer): unknown {
  return { ...(JSON.parse(answer.body) as object), correlationId: '', instance: '' };
}

describe('the permission table', () => {
  it('is what the gateway answers, for every scope and every operation, to tokens and to plain keys', async () => {
    const operations = readOperations();
    const branches = [...stage.gateway.catalogue.resources.keys()].map((resource) => `${resource}.*`);
    const scopes = ['*', ...branches, ...operations];
    const owners = scopes.map((scope, index) => file.make(`client-${index}`, [scope]));
    const nobody = file.make('nobody', []);
    file.add([...owners, nobody]);
    await settled(nobody);

    const bearers = await caller.each(owners, async ({ client, secret }) => {
      return [await stage.gateway.token({ id: client.id, secret }), secret] as const;
    });
    const table = scopes.flatMap((scope, index) =>
      (bearers[index] ?? []).flatMap((bearer) =>
        addresses().map(([operation, path]) => ({ scope, operation, path, bearer, may: allows(scope, operation) })),
      ),
    );
    const none = addresses().map(([operation, path]) => {
      return { scope: '', operation, path, bearer: nobody.secret, may: false };
    });
    const answers = await caller.each([...table, ...none], async ({ path, bearer, ...row }) => {
      return { ...row, answer: await ask(path, bearer) };
    });

    expect(answers.length).toBe(scopes.length * 2 * 16 + 16);
    const wrong = answers.filter(({ may, answer }) => may !== [200, 404].includes(answer.status));
    expect(wrong.map(({ scope, operation, answer }) => [scope, operation, answer.status])).toEqual([]);
    for (const { operation, answer } of answers.filter(({ may }) => !may)) {
      expect(answer.status).toBe(403);
      const challenge = `Bearer realm="banyan", error="insufficient_scope", scope="${operation}"`;
      expect(answer.headers['www-authenticate']).toBe(challenge);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'insufficient-scope' });
    }
  }, 60_000);

  it('is not widened by a token that asks for more than its client holds', async () => {
    const own = file.make('modest', ['orders.list']);
    file.add([own]);
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

describe('an edit of the client file counts within five seconds', () => {
  const changed = async (bearers: readonly string[], status: number): Promise<void> => {
    const answered = async (): Promise<boolean> => {
      const answers = await Promise.all(bearers.map((bearer) => ask('/v1/orders?limit=1', bearer)));
      return answers.every((answer) => answer.status === status);
    };
    await eventually(`everybody is answered ${status}`, answered, PROMPT_MS);
  };

  it('for tokens that were issued before: narrowed to other scopes, widened again, removed', async () => {
    const own = file.make('short-lived', ['orders.*']);
    file.add([own]);
    await settled(own);
    const others = file.read().filter(({ id }) => id !== 'short-lived');
    const bearers = [await stage.gateway.token({ id: 'short-lived', secret: own.secret }), own.secret];
    await changed(bearers, 200);

    file.write([...others, { ...own.client, scopes: ['customers.*'] }]);
    await changed(bearers, 403);
    file.write([...others, own.client]);
    await changed(bearers, 200);
    file.write([...others, { ...own.client, credentials: file.make('short-lived', []).client.credentials }]);
    await changed(bearers, 401);
    file.write([...others, own.client]);
    await changed(bearers, 200);
    file.write(others);
    await changed(bearers, 401);
  }, 40_000);
});
