// A change that depends on what its sender has read, on its whole way: the entity tag of a read, the comparison before the
// change is accepted, and the one that the ERP makes as it applies it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { CALLS } from '../support/write/effects-at-erp.js';
import { setWritingStage } from '../support/write/writing-stage.js';
import type { WritingGateway, WritingStage } from '../support/write/writing-stage.js';

let stage: WritingStage;
let gateway: WritingGateway;
let address: string;
beforeAll(async () => {
  stage = await setWritingStage('20s');
  gateway = await stage.serve();
  const { data } = (await (await get('/v1/customers?status=active&balance[lte]=0.00&limit=1')).json()) as {
    data: { id: string }[];
  };
  address = `/v1/customers/${data[0]?.id ?? ''}`;
}, 180_000);
afterAll(async () => {
  await gateway.program[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

const get = (path: string): Promise<Response> =>
  fetch(gateway.publicAddress + path, { headers: { authorization: `Bearer ${gateway.bearer}` } });

/** The tag of the customer as it reads now. */
async function tag(path = address): Promise<string> {
  return (await get(path)).headers.get('etag') ?? '';
}

let keys = 0;

interface Change {
  readonly path?: string;
  readonly key?: string;
  readonly limit?: string | null;
  readonly ifMatch?: string;
  readonly wait?: boolean;
}

function change({ path = address, key = `change-${++keys}`, limit = '500.0000', ifMatch, wait = true }: Change) {
  return fetch(gateway.publicAddress + path, {
    method: 'PATCH',
    headers: {
      ...{ authorization: `Bearer ${gateway.bearer}`, 'idempotency-key': key },
      'content-type': 'application/merge-patch+json',
      ...(wait && { prefer: 'wait=30' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    body: JSON.stringify({ creditLimit: limit }),
  });
}

async function problemOf(response: Response) {
  const body = (await response.json()) as { code: string; reason?: string; commandId?: string };
  return { status: response.status, code: body.code, reason: body.reason, hasCommand: body.commandId !== undefined };
}

const AT_THE_DOOR = { status: 412, code: 'precondition-failed', reason: undefined, hasCommand: false };
const BY_THE_ERP = { status: 412, code: 'precondition-failed', reason: 'customer-changed', hasCommand: true };

/** The read shows what was written. */
async function shows(limit: string): Promise<void> {
  await eventually(`a limit of ${limit} to be shown`, async () => {
    const { creditLimit } = (await (await get(address)).json()) as { creditLimit: string | null };
    return creditLimit === limit;
  });
}

describe('a change with If-Match', () => {
  it('is done when the record is as it was read, and refused with 412 by whoever read it before', async () => {
    const seen = await tag();
    expect((await change({ ifMatch: seen, limit: '600.0000' })).status).toBe(200);
    await shows('600.0000');
    expect(await tag()).not.toBe(seen);
    expect(await problemOf(await change({ ifMatch: seen, limit: '700.0000' }))).toEqual(AT_THE_DOOR);
    await shows('600.0000');
  });

  it('changes nothing when a write before it was on its way already: the ERP compares', async () => {
    const ifMatch = await tag();
    const limits = ['610.0000', '620.0000', '630.0000'];
    const answers = await Promise.all(limits.map((limit) => change({ ifMatch, limit })));
    const done = answers.filter(({ status }) => status === 200);
    const refused = await Promise.all(answers.filter(({ status }) => status !== 200).map(problemOf));
    expect(done).toHaveLength(1);
    for (const each of refused) expect([BY_THE_ERP, AT_THE_DOOR]).toContainEqual(each);
    expect(refused).toHaveLength(2);
    await shows(limits[answers.findIndex(({ status }) => status === 200)] ?? '');
  });

  it('is refused by the ERP when the change that was on its way before it has made it another record', async () => {
    const ifMatch = await tag();
    const slow = { server: 'primary', on: 'request', pattern: CALLS, times: 1, delayMs: 6_000 };
    await stage.erp.control('POST', '/faults', slow);
    expect((await change({ ifMatch: '*', limit: '640.0000', wait: false })).status).toBe(202);
    expect(await problemOf(await change({ ifMatch, limit: '650.0000' }))).toEqual(BY_THE_ERP);
    await shows('640.0000');
  });

  it('is answered again as it was, though the record has another tag by now', async () => {
    const ifMatch = await tag();
    const first = await change({ key: 'again', ifMatch, limit: '660.0000' });
    await shows('660.0000');
    const second = await change({ key: 'again', ifMatch, limit: '660.0000' });
    expect([first.status, second.status, second.headers.get('idempotent-replay')]).toEqual([200, 200, 'true']);
    expect((await second.json()) as object).toMatchObject({ id: ((await first.json()) as { id: string }).id });
  });

  it('is 412 for a weak tag, for a record that is not there, and 400 for what is no tag', async () => {
    expect(await problemOf(await change({ ifMatch: `W/${await tag()}` }))).toEqual(AT_THE_DOOR);
    expect(await problemOf(await change({ path: '/v1/customers/C99999', ifMatch: '*' }))).toEqual(AT_THE_DOOR);
    expect(await problemOf(await change({ ifMatch: 'C10001' }))).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect((await change({ ifMatch: `"other", ${await tag()}`, limit: '670.0000' })).status).toBe(200);
  });

  it('is 412 with the tag of a selection of fields, whose representation is another', async () => {
    const { data } = (await (await get('/v1/customers?limit=1&fields=id')).json()) as { data: unknown[] };
    expect(data).toHaveLength(1);
    expect(await problemOf(await change({ ifMatch: await tag('/v1/customers?limit=1&fields=id') }))).toEqual(
      AT_THE_DOOR,
    );
  });

  it('is refused with 400 by an operation that cannot compare', async () => {
    const { data } = (await (await get('/v1/orders?status=open&limit=1')).json()) as { data: { id: string }[] };
    const response = await change({ path: `/v1/orders/${data[0]?.id ?? ''}`, ifMatch: '*' });
    expect(await response.json()).toMatchObject({
      code: 'invalid-request',
      errors: expect.arrayContaining([{ parameter: 'If-Match', detail: expect.any(String) }]),
    });
  });
});

it('the document names the header where it is honoured and nowhere else', async () => {
  const document = (await (await get('/v1/openapi.json')).json()) as {
    paths: Record<
      string,
      Record<string, { operationId?: string; parameters?: { $ref?: string }[]; responses?: object }>
    >;
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const named = operations.filter(({ parameters }) => parameters?.some(({ $ref }) => $ref?.endsWith('/IfMatch')));
  const failing = operations.filter(({ responses = {} }) => '412' in responses);
  expect([named, failing].map((some) => some.map(({ operationId }) => operationId))).toEqual([
    ...[['customers.amend'], ['customers.amend']],
  ]);
});
