// Every route of the administration once as it is meant and once refused, each answer held to the document that the
// listener serves; and the document's own examples.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALL_ROUTES } from '../../src/admin/all-routes.js';
import { DocumentedAnswers } from '../support/admin/documented-answers.js';
import { AdminStage } from '../support/admin/admin-stage.js';
import type { Call, Told } from '../support/admin/admin-stage.js';
import { BATCH } from '../support/write/small-admin.js';
import { CHANNEL } from '../support/write/small-writes.js';

let stage: AdminStage;
let documented: DocumentedAnswers;
const seen = new Set<string>();
beforeAll(async () => {
  stage = await AdminStage.open();
  documented = new DocumentedAnswers((await stage.call('/openapi.json')).json);
});
afterAll(() => stage[Symbol.asyncDispose]());

const REASON = { reason: 'as agreed' };

/** Calls, and holds the answer to the document. */
async function ask(status: number, path: string, call: Call = {}): Promise<Told['json']> {
  const method = call.method ?? (call.body === undefined ? 'GET' : 'POST');
  const told = await stage.call(path, call);
  expect([method, path, told.status, told.status === status ? '' : told.text]).toEqual([method, path, status, '']);
  const type = told.headers.get('content-type') ?? '';
  const json: unknown = type.startsWith('application/x-ndjson') ? told.text : told.json;
  expect([path, documented.faultOf(method, `/admin/v1${path.split('?', 1)[0] ?? ''}`, { status, type, json })]).toEqual(
    [path, undefined],
  );
  expect(told.headers.get('cache-control')).toBe('no-store');
  seen.add(`${method} ${status < 400 ? 'done' : 'refused'} ${routeAt(method, path)}`);
  return told.json;
}

function routeAt(method: string, path: string): string {
  const [plain = ''] = path.split('?', 1);
  const found = ALL_ROUTES.filter((route) => route.method === method).find((route) =>
    new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  return found?.id ?? 'none';
}

const post = (body: object = {}): Call => ({ method: 'POST', body });
const patch = (body: object): Call => ({ method: 'PATCH', body });

describe.each(['clients', 'administrators'] as const)('%s', (kind) => {
  const scopes = kind === 'clients' ? ['orders.*'] : ['admin.clients.read'];
  const [one, two] = [`${kind}-1`, `${kind}-2`];
  const draft = (id: string): object => ({
    id,
    name: 'A client',
    contact: 'somebody',
    scopes,
    networks: ['10.0.0.0/8'],
  });

  it('are made, shown, listed page by page, changed and revoked', async () => {
    const made = await ask(201, `/${kind}`, post({ ...draft(one), credentialDays: 90, ...REASON }));
    expect(made['secret']).toMatch(/^bny_/);
    expect(JSON.stringify(await ask(200, `/${kind}/${one}`))).not.toMatch(/digest|secret":/);
    await ask(201, `/${kind}`, post(draft(two)));
    const page = await stage.call(`/${kind}?limit=1&revoked=false`);
    expect(page.headers.get('link')).toMatch(new RegExp(`^</admin/v1/${kind}\\?.*after=[\\w-]+>; rel="next"$`));
    await ask(200, `/${kind}?limit=1`);
    const changed = await ask(200, `/${kind}/${one}`, patch({ name: 'Another name', contact: null, networks: null }));
    expect(changed).toMatchObject({ name: 'Another name' });
    expect(Object.keys(changed)).not.toEqual(expect.arrayContaining(['contact']));
    expect(await ask(200, `/${kind}/${two}/revoke`, post(REASON))).toMatchObject({ revokedAt: expect.any(String) });
  });

  it('are rotated, their retirements moved, their credentials revoked', async () => {
    const { credential } = await ask(
      201,
      `/${kind}/${one}/credentials`,
      post({ overlap: '1h', overlapFrom: 'first-use' }),
    );
    const { id } = credential as { id: string };
    const [old] = (await ask(200, `/${kind}/${one}`))['credentials'] as { id: string; state: string }[];
    expect(old?.state).toBe('retiring');
    const until = new Date(stage.clock.now() + 7_200_000).toISOString();
    expect(await ask(200, `/${kind}/${one}/credentials/${old?.id ?? ''}`, patch({ until }))).toMatchObject({
      credentials: [{ endsAt: until }, { id }],
    });
    await ask(200, `/${kind}/${one}/credentials/${old?.id ?? ''}`, patch({ until: null, ...REASON }));
    const third = await ask(409, `/${kind}/${one}/credentials`, post());
    expect(third['detail']).toContain(old?.id);
    await ask(200, `/${kind}/${one}/credentials/${old?.id ?? ''}/revoke`, post());
  });

  it('are refused with every fault at once', async () => {
    const wrong = await ask(
      400,
      `/${kind}`,
      post({ id: 'a b', name: '', scopes: ['order.list'], networks: ['x'], by: 'me' }),
    );
    expect(wrong['errors']).toEqual([{ pointer: '/by', detail: 'There is no such member.' }]);
    const more = await ask(400, `/${kind}`, post({ id: 'a b', name: '', scopes: ['order.list'], networks: ['x'] }));
    expect((more['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/id', '/name', '/scopes/0', '/networks/0']),
    );
    await ask(422, `/${kind}`, post({ ...draft('three'), scopes: ['order.list'] }));
    await ask(400, `/${kind}?limit=0&colour=red`);
    await ask(404, `/${kind}/nobody`);
    await ask(404, `/${kind}/nobody`, patch({ name: 'x' }));
    await ask(404, `/${kind}/nobody/revoke`, post());
    await ask(404, `/${kind}/nobody/credentials`, post());
    await ask(400, `/${kind}/${one}/credentials/0000000000000000`, patch({}));
    await ask(404, `/${kind}/${one}/credentials/0000000000000000/revoke`, post());
  });
});

describe('a body that is no JSON object', () => {
  it.each(['[]', '["canary"]', '"canary"', '7', 'true', 'null'])('is told what is expected: %s', async (body) => {
    const { errors } = await ask(400, '/clients?colour=red', { method: 'POST', body });
    expect(errors).toEqual([
      { parameter: 'colour', detail: 'There is no such parameter.' },
      { pointer: '', detail: 'Expected a JSON object.' },
    ]);
    const changed = await ask(400, '/clients/nobody', { method: 'PATCH', body });
    expect(changed['errors']).toEqual([{ pointer: '', detail: 'Expected a JSON object.' }]);
  });

  it('is told so of a member, too', async () => {
    const named = { id: 'member', name: 'A client', scopes: [] };
    const { errors } = await ask(400, '/clients', post({ ...named, credential: ['canary'], by: 'me' }));
    expect(errors).toEqual([
      { pointer: '/credential', detail: 'Expected a JSON object.' },
      { pointer: '/by', detail: 'There is no such member.' },
    ]);
  });
});

describe('credentials that are about to end', () => {
  it('are told with whose they are; those of administrators to whoever may look at them', async () => {
    const { data } = await ask(200, '/credentials?expiringWithin=91d');
    expect((data as { clientKind: string }[]).map(({ clientKind }) => clientKind).sort()).toEqual(
      expect.arrayContaining(['administrator', 'application']),
    );
    const token = await stage.seat({ id: 'looker', scopes: ['admin.clients.read'] });
    const seen = (await stage.call('/credentials?expiringWithin=91d', { token })).json;
    expect(JSON.stringify(seen)).not.toContain('"administrator"');
    await ask(400, '/credentials?expiringWithin=soon');
  });
});

describe('signing keys', () => {
  it('are listed and rotated', async () => {
    await ask(200, '/signing-keys');
    expect(await ask(200, '/signing-keys/rotate', post(REASON))).toMatchObject({
      data: [{ state: 'current' }, { state: 'next' }],
    });
    await ask(400, '/signing-keys/rotate', post({ now: 'yes' }));
    await ask(400, '/signing-keys?x=1');
  });
});

describe('what waits for a person', () => {
  it('are commands and batches', async () => {
    const id = await stage.small.parkBatch();
    await ask(200, '/commands?state=parked');
    await ask(200, `/commands/${id}`);
    await ask(404, '/commands/01JD5Y6Q7R8S9T0V1W2X3Y4Z5Z');
    await ask(400, '/commands?state=lost');
    await ask(200, '/batches?state=parked');
    await ask(200, `/batches/${BATCH}`);
    await ask(404, '/batches/01JD5Y6Q7R8S9T0V1W2X3Y4Z5Z');
    await ask(400, '/batches?limit=x');
    for (const decision of ['look', 'resend', 'arrived']) {
      await ask(400, `/batches/${BATCH}/${decision}`, post({ reason: '' }));
    }
    await ask(200, `/batches/${BATCH}/arrived`, post(REASON));
    await ask(409, `/batches/${BATCH}/look`, post(REASON));
    for (const decision of ['retry', 'resolve', 'cancel']) await ask(400, `/commands/${id}/${decision}`, post());
  });

  it('are decisions about commands', async () => {
    const { door } = stage.small;
    const { found } = await door.path.accept(door.request('k', 'C1'));
    expect(await ask(200, `/commands/${found.command.id}/cancel`, post(REASON))).toMatchObject({
      state: 'cancelled',
      history: [{ by: 'gateway' }, { by: 'anna', reason: 'as agreed' }],
    });
    await ask(409, `/commands/${found.command.id}/retry`, post(REASON));
    await ask(409, `/commands/${found.command.id}/resolve`, post({ ...REASON, outcome: 'succeeded' }));
    await ask(200, '/commands/erase', post({ ...REASON, order: 'customers/C1' }));
    await ask(400, '/commands/erase', post(REASON));
  });

  it('are reviews and the calendar', async () => {
    const foundAt = stage.small.door.journal.instant();
    const item = { kind: 'unreadable', queue: 'inbox/a', fileName: 'A.ACK', line: 3, detail: 'no result' } as const;
    await stage.small.reviews.put([{ id: 'r1', ...item, foundAt }]);
    await ask(200, '/reviews');
    await ask(200, '/reviews/r1/close', post(REASON));
    await ask(409, '/reviews/r1/close', post(REASON));
    await ask(200, '/reviews?all=true');
    await ask(400, '/reviews?all=perhaps');
    await ask(200, '/calendar');
    await ask(400, '/calendar?x=1');
    await ask(200, '/calendar/open', post({ ...REASON, until: '30m', channel: CHANNEL }));
    await ask(400, '/calendar/open', post({ ...REASON, until: 'soon' }));
    await ask(200, '/calendar/close', post({ ...REASON, channel: CHANNEL }));
    await ask(200, '/calendar/open', post({ ...REASON, until: '30m', reads: true }));
    await ask(400, '/calendar/open', post({ ...REASON, until: '30m', reads: true, channel: CHANNEL }));
    await ask(400, '/calendar/open', post({ ...REASON, until: '30m', reads: false }));
    await ask(409, '/calendar/close', post(REASON));
  });
});

describe('the protection', () => {
  it('is read, held, released and dropped', async () => {
    stage.small.protection.keep('orders', 2);
    const { operations } = await ask(200, '/protection');
    expect(operations).toHaveLength(22);
    await ask(400, '/protection?x=1');
    await ask(200, '/protection/breakers/replica/hold', post(REASON));
    await ask(409, '/protection/breakers/replica/hold', post(REASON));
    await ask(400, '/protection/breakers/replica/hold', post());
    await ask(404, '/protection/breakers/nowhere/hold', post(REASON));
    await ask(404, '/protection/breakers/No%20Where/release', post(REASON));
    await ask(200, '/protection/breakers/replica/release', post(REASON));
    await ask(409, '/protection/breakers/replica/release', post(REASON));
    expect(await ask(200, '/protection/cache/drop', post({ ...REASON, resource: 'orders' }))).toEqual({ dropped: 2 });
    await ask(400, '/protection/cache/drop', post({ ...REASON, resource: 'ordres' }));
    await ask(200, '/protection/cache/drop', post(REASON));
    stage.small.protection.disk = new Error('read-only file system');
    await ask(503, '/protection/breakers/inbox/hold', post(REASON));
  });
});

describe('the audit trail', () => {
  it('is searched and taken along', async () => {
    await ask(200, '/audit?limit=3');
    const { data } = await ask(200, '/audit?action=client.create');
    expect(data).toMatchObject([{ actor: { kind: 'administrator', id: 'anna' }, subject: 'client/clients-2' }, {}]);
    await ask(400, '/audit?from=yesterday');
    await ask(200, '/audit/export?outcome=refused');
    await ask(400, '/audit/export?outcome=perhaps');
  });
});

describe('the document', () => {
  it('is for any administrator, and for nobody else', async () => {
    const token = await stage.seat({ id: 'reader', scopes: [] });
    expect((await stage.call('/openapi.json', { token })).status).toBe(200);
    await ask(200, '/openapi.json');
    await ask(400, '/openapi.json?x=1');
  });

  it('has true examples only, and no reference that leads nowhere', () => {
    const { components } = documented.document as {
      components: Readonly<Record<string, Readonly<Record<string, object>>>>;
    };
    for (const [name, schema] of Object.entries(components['schemas'] ?? {})) {
      for (const example of (schema as { examples?: readonly unknown[] }).examples ?? []) {
        expect([name, documented.schemaFault(schema, example)]).toEqual([name, undefined]);
      }
    }
    const text = JSON.stringify(documented.document);
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([\w-]+)"/g)) {
      expect([name, components[kind]?.[name] === undefined]).toEqual([name, false]);
    }
  });
});

it('every route was asked as it is meant, and refused', () => {
  const missing = ALL_ROUTES.flatMap(({ id, method }) =>
    ['done', 'refused'].filter((end) => !seen.has(`${method} ${end} ${id}`)).map((end) => `${id} ${end}`),
  );
  const elsewhere = ['commands.retry', 'commands.resolve', 'batches.look', 'batches.resend'].map((id) => `${id} done`);
  expect(missing.filter((each) => !elsewhere.includes(each))).toEqual([]);
});
