// Who has read what is sensitive, as a running gateway tells it: which reads are told of, under which subject, and that
// no value is in the trail. A copy of the demo facade, in which the number of a price list is sensitive itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contosoCopy } from '../support/running/contoso-copy.js';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';

/** An entry as the administration shows it. */
interface ToldRead {
  readonly subject: string;
  readonly address: string;
  readonly correlationId?: string;
  readonly detail: {
    readonly operation: string;
    readonly fields: string;
    readonly reads: number;
    readonly records: number;
  };
}

const SECRET_NUMBER = [
  'resources/price-lists.yaml',
  /^ {2}id: \{ type: string, maxLength: 6,/m,
  '  id: { type: string, sensitive: true, maxLength: 6,',
] as const;
/** Many who ask at once all get their answer, however slow the machine is. */
const PATIENT = ['facade.yaml', /(replica: .*)wait: 1s, timeout: 5s/, '$1wait: 30s, timeout: 30s'] as const;
/** Whatever was told of before this one is told of by the time it is. */
const MARKER = '/v1/customers/C10028';
const ADDRESS = 'street,streetLine2'.split(',').map((name) => `addresses.${name}`);
const ALL = ['vatNumber', 'email', 'phone', 'note', ...ADDRESS].join(',');

const folder = ownFolder();
let stage: Stage;
let administrator: string;
beforeAll(async () => {
  stage = await setStage({ gateway: { facade: contosoCopy(folder.path, [SECRET_NUMBER, PATIENT]) } });
  administrator = readFileSync(join(stage.gateway.folder, 'data', 'first-administrator.secret'), 'utf8').trim();
}, 120_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function askAdministration(path: string): Promise<Response> {
  const headers = { authorization: `Bearer ${administrator}` };
  return fetch(`${stage.gateway.adminAddress}/admin/v1/${path}`, { headers });
}

/** A client of its own, so that its reads are told of apart from those of all others. */
class Reader {
  static #count = 0;

  private constructor(
    readonly id: string,
    private readonly secret: string,
  ) {}

  static async join(): Promise<Reader> {
    const id = `reader-${(Reader.#count += 1)}`;
    const { clients } = stage.gateway;
    const made = clients.make(id, ['customers.*', 'orders.*', 'items.*', 'price-lists.*']);
    await clients.add([made]);
    return new Reader(id, made.secret);
  }

  read(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.secret}`, ...(init.headers as Record<string, string> | undefined) };
    return fetch(stage.gateway.publicAddress + path, { ...init, headers });
  }

  /** What the trail says of it, oldest first, without the marker. */
  async told(): Promise<readonly ToldRead[]> {
    expect((await this.read(MARKER)).status).toBe(200);
    const entries = await eventually('the marker to be told of', async () => {
      const answer = await askAdministration(`audit?action=read.sensitive&actor=client:${this.id}&limit=100`);
      const { data } = (await answer.json()) as { readonly data: readonly ToldRead[] };
      return data.some(({ subject }) => subject === 'customers/C10028') && data;
    });
    const [marker, ...before] = entries;
    expect(marker?.detail).toMatchObject({ operation: 'customers.get', reads: 1, records: 1 });
    return before.toReversed();
  }
}

type ReadCase = readonly [
  what: string,
  path: string,
  subject: string,
  operation: string,
  fields: string,
  records: number,
];

describe('a read of sensitive fields is told of', () => {
  it.each<ReadCase>([
    ['of one record', '/v1/customers/C10001', 'customers/C10001', 'customers.get', ALL, 1],
    ['of a list, whatever it shows', '/v1/orders?limit=3', 'orders', 'orders.list', 'note', 3],
    ['of a list, selected', '/v1/customers?limit=2&fields=id,note', 'customers', 'customers.list', 'note', 2],
    ['of a list, filtered by it alone', '/v1/orders?note[contains]=zzzz&fields=id', 'orders', 'orders.list', 'note', 0],
    ['of one record by a secret number', '/v1/price-lists/DKK-ST', 'price-lists/***', 'price-lists.get', 'id', 1],
    ['of a list with secret numbers', '/v1/price-lists?limit=2', 'price-lists', 'price-lists.list', 'id', 2],
  ])('%s', async (...[, path, subject, operation, fields, records]) => {
    const reader = await Reader.join();
    const answer = await reader.read(path, { headers: { 'x-correlation-id': `of-${reader.id}` } });
    expect(answer.status).toBe(200);
    expect(await reader.told()).toEqual([
      expect.objectContaining({
        actor: { kind: 'client', id: reader.id },
        ...{ subject, outcome: 'done', address: '127.0.0.1', correlationId: `of-${reader.id}` },
        detail: { operation, fields, reads: 1, records },
      }),
    ]);
  });

  it('each time it is answered anew, many as a few entries with their number', async () => {
    const reader = await Reader.join();
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: 40 }, () => reader.read('/v1/customers/C10001')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const told = await reader.told();
    const seconds = (performance.now() - begun) / 1_000;
    expect(told.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(told.length).toBeLessThan(40);
    for (const count of ['reads', 'records'] as const) {
      expect(told.reduce((sum, { detail }) => sum + detail[count], 0)).toBe(40);
    }
  });
});

describe('nothing is told of', () => {
  it.each([
    ['one record that has none', '/v1/items/BRG-00001', 200],
    ['a list without them', '/v1/customers?limit=5&fields=id,name', 200],
    ['a resource without any', '/v1/items?limit=2', 200],
    ['a list in which nothing was found', '/v1/customers?name=nobody%20at%20all', 200],
    ['a record that is not there', '/v1/customers/C99999', 404],
    ['a request that is refused', '/v1/customers?limit=banana', 400],
  ])('%s', async (_what, path, status) => {
    const reader = await Reader.join();
    expect((await reader.read(path)).status).toBe(status);
    expect(await reader.told()).toEqual([]);
  });

  it('an answer that the caller has already, besides the first time it was given', async () => {
    const reader = await Reader.join();
    const path = '/v1/customers/C10001';
    const etag = (await reader.read(path)).headers.get('etag') ?? '';
    const again = await reader.read(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(await reader.told()).toEqual([expect.objectContaining({ detail: expect.objectContaining({ reads: 1 }) })]);
  });
});

it('no value of a sensitive field is in the trail, nor in what it was asked by', async () => {
  const reader = await Reader.join();
  const page = (await (await reader.read('/v1/customers?limit=50')).json()) as {
    readonly data: readonly Readonly<Record<string, unknown>>[];
  };
  const names = ['vatNumber', 'email', 'phone', 'note'];
  const values = page.data.flatMap((customer) => names.map((name) => customer[name]));
  const secrets = [...new Set(values.filter((value) => typeof value === 'string' && value.length > 5))] as string[];
  expect(secrets.length).toBeGreaterThan(20);
  const email = page.data.map((customer) => customer['email']).find((value) => typeof value === 'string');
  await reader.read(`/v1/customers?email=${encodeURIComponent(String(email))}`);
  await reader.read('/v1/price-lists/DKK-ST');
  expect((await reader.told()).length).toBeGreaterThan(0);
  const trail = await (await askAdministration('audit/export')).text();
  expect(trail).toContain('"kind":"end"');
  expect(secrets.filter((secret) => trail.includes(secret))).toEqual([]);
  expect(trail).not.toContain('DKK-ST');
});
