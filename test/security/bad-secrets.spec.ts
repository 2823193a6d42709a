// What is no right secret ends as 401 at each of the three doors of a running gateway, quickly, and never as a fault of
// the gateway's own; what is too long for a listener may end there, with 413 or 431. What administrators get wrong about
// scopes and rotations is told to them with what would be right.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { AdministratorCaller } from './administrator-caller.js';
import { guessAt, idOf } from './guess.js';
import { exchange } from './one-exchange.js';
import type { Exchange } from './one-exchange.js';

/** Takes milliseconds on a machine with nothing else to do. */
const QUICK_MS = 5_000;
const MEGABYTE = 1_000_000;

let stage: Stage;
let administrator: AdministratorCaller;
let administratorSecret: string;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: 0.02 } });
  const { adminAddress, folder } = stage.gateway;
  administratorSecret = readFileSync(join(folder, 'data', 'first-administrator.secret'), 'utf8').trim();
  administrator = new AdministratorCaller(adminAddress, administratorSecret);
}, 180_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const form = (id: string, secret: string): string =>
  new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }).toString();
const FORM = 'content-type: application/x-www-form-urlencoded';
const basic = (secret: string): string => Buffer.from(`first-client:${secret}`).toString('base64');

type Door = (secret: string) => Promise<Exchange>;
const DOORS: Readonly<Record<string, Door>> = {
  'the API': (secret) =>
    exchange(stage.gateway.publicAddress, { target: '/v1/orders', headers: [`authorization: Bearer ${secret}`] }),
  'the token endpoint, in the form': (secret) =>
    exchange(stage.gateway.publicAddress, {
      ...{ method: 'POST', target: '/oauth/token', headers: [FORM], body: form('first-client', secret) },
    }),
  'the token endpoint, in the header': (secret) =>
    exchange(stage.gateway.publicAddress, {
      ...{ method: 'POST', target: '/oauth/token', headers: [FORM, `authorization: Basic ${basic(secret)}`] },
      body: 'grant_type=client_credentials',
    }),
  'the administration': (secret) =>
    exchange(stage.gateway.adminAddress, {
      ...{ target: '/admin/v1/clients', headers: [`authorization: Bearer ${secret}`] },
    }),
};

/** By what is wrong with it; the right secret of each door differs, so it is made for a door. */
const SECRETS: Readonly<Record<string, (right: string) => string>> = {
  'wrong at a known id': (right) => guessAt(idOf(right)),
  'wrong at an unknown id': () => guessAt(),
  'somebody else’s': (right) => (right === administratorSecret ? stage.gateway.secret : administratorSecret),
  empty: () => '',
  'a prefix alone': () => 'bny_',
  'too short by one': (right) => right.slice(0, -1),
  'too long by one': (right) => `${right}0`,
  'right, twice': (right) => `${right}${right}`,
  'in upper case': (right) => right.toUpperCase(),
  'in unicode': () => `bny_${'é'.repeat(16)}_zażółć_😀`,
  'in unicode of the right length': (right) => 'é'.repeat(right.length / 2),
  'with a NUL, encoded': (right) => `${right}%00`,
  'of ten thousand characters': () => `bny_${'a'.repeat(10_000)}`,
  'of a megabyte': () => `bny_${'a'.repeat(MEGABYTE)}`,
};

describe.each(Object.keys(DOORS))('at the door of %s', (name) => {
  const door = (secret: string): Promise<Exchange> => (DOORS[name] as Door)(secret);
  const right = (): string => (name === 'the administration' ? administratorSecret : stage.gateway.secret);

  it.each(Object.keys(SECRETS))('a secret that is %s is nobody’s', async (kind) => {
    const startedAt = performance.now();
    const { status, text } = await door(SECRETS[kind]?.(right()) ?? '');
    expect(performance.now() - startedAt).toBeLessThan(QUICK_MS);
    const tooLong = ['of a megabyte', 'of ten thousand characters'].includes(kind);
    // 429 where too many were wrong before: that is the next thing a guesser meets.
    expect(tooLong ? [401, 413, 429, 431] : [401, 429]).toContain(status);
    expect(text).not.toMatch(/internal-error|at .*\.js:/);
  });

  it('the right one is let in all the same, afterwards', async () => {
    expect((await door(right())).status).toBe(200);
  });
});

describe('an administrator', () => {
  it('who names scopes that are no operations is told of all of them, with those that come near', async () => {
    const body = { id: 'typo', name: 'Typo', scopes: ['orders.lst', 'items.list', 'custmers.*'] };
    const made = await administrator.ask('/clients', body);
    expect([made.status, made.json]).toMatchObject([422, { code: 'unknown-name' }]);
    expect(made.json['errors']).toMatchObject([
      { pointer: '/scopes/0', detail: expect.stringMatching(/orders\.lst.*orders\.list/) },
      { pointer: '/scopes/2', detail: expect.stringMatching(/custmers\.\*.*customers\.\*/) },
    ]);
    await administrator.create('typo', ['items.list']);
    const changed = await administrator.ask('/clients/typo', { scopes: ['item.list'] }, 'PATCH');
    expect([changed.status, changed.json['errors']]).toMatchObject([
      422,
      [{ pointer: '/scopes/0', detail: expect.stringContaining('items.list') }],
    ]);
    const seat = await administrator.ask('/administrators', { id: 'typo2', name: 'T', scopes: ['admin.client.read'] });
    expect([seat.status, JSON.stringify(seat.json['errors'])]).toEqual([
      422,
      expect.stringContaining('admin.clients.read'),
    ]);
  });

  it.each(['forever', '-1h', '99999d', '1.5h', ''])(
    'who wants an overlap of %j is told what is allowed',
    async (overlap) => {
      await administrator.ask('/clients', { id: 'overlaps', name: 'Overlaps', scopes: ['items.list'] });
      const { status, json } = await administrator.ask('/clients/overlaps/credentials', { overlap });
      expect([status, json['errors']]).toMatchObject([
        400,
        [{ pointer: '/overlap', detail: expect.stringContaining('such as 1h, 24h or 7d') }],
      ]);
    },
  );
});
