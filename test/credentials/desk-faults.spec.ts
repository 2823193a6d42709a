// Guards that bad requests get every fault at once, each with its place and what is allowed.
import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ClientDraft } from '../../src/credentials/desk/client-draft.js';
import type { WantedCredential } from '../../src/credentials/wanted/wanted-credential.js';
import { DAY, DeskStage, faultsOf, HOUR } from '../support/credentials/desk-stage.js';

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.open();
});

const SHOP = { id: 'web-shop', name: 'Web shop', scopes: ['orders.*'] };
const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();
const create = (draft: ClientDraft) => stage.applications.create(draft, stage.as('root'));
const seat = (draft: ClientDraft) => stage.administrators.create(draft, stage.as('root'));

async function rotate(wanted: object, draft: object = {}): Promise<readonly string[]> {
  await create({ ...SHOP, ...draft });
  return faultsOf(stage.applications.addCredential('web-shop', wanted, stage.as('root')));
}

describe('a wanted client', () => {
  it('that names what is not known here hears of all of it, with what was probably meant', async () => {
    const draft = { ...SHOP, scopes: ['orders.lst', 'orders.get', 'zzz'], plan: 'bulky', system: 'erp' };
    expect(await faultsOf(create(draft))).toEqual([
      'unknown-name',
      '/scopes/0 The scope "orders.lst" names no operation. Did you mean orders.list?',
      '/scopes/2 The scope "zzz" names no operation. Allowed are operation ids, a resource followed by .*, and *.',
      '/system There is no system "erp". Known are crm, webshop.',
      '/plan There is no plan "bulky". Did you mean bulk?',
    ]);
  });

  it('hears of everything that is malformed and unknown in one answer', async () => {
    const draft = {
      ...{ id: 'web shop', name: ' ', contact: 'a\u202eb', scopes: ['nothing'], grants: ['orders.*'] },
      ...{ networks: ['10.0.0.0/8', '10.0.0.0/64'], credentialDays: 0.5 },
      credential: { kind: 'issuer', jwksUri: 'x', expiresAt: 'tomorrow' } as const,
    };
    const [code, ...faults] = await faultsOf(create(draft));
    expect(code).toBe('invalid-request');
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      ...['/id', '/name', '/contact', '/scopes/0', '/grants', '/networks/1', '/credentialDays'],
      ...['/credential/jwksUri', '/credential/subject', '/credential/issuer', '/credential/expiresAt'],
    ]);
    expect(stage.directory.find('web shop')).toBeUndefined();
  });

  it.each(['gateway', 'Gateway'])(
    'may not be called %s, which is what histories call the gateway itself',
    async (id) => {
      const faults = await faultsOf(seat({ ...SHOP, id, scopes: ['admin.*'] }));
      expect(faults).toEqual(['invalid-request', expect.stringMatching(/^\/id .*choose another/)]);
    },
  );

  it.each(['.', '..', '.a', '-a', '_a', 'a b', 'a/b', ''])('may not be called %j', async (id) => {
    const expected = '/id Expected 1 to 64 characters of A-Z a-z 0-9 . _ - beginning with a letter or a digit.';
    expect(await faultsOf(create({ ...SHOP, id }))).toEqual(['invalid-request', expected]);
  });

  it.each(['a', '0', 'first-client', 'web.shop_2'])('may be called %j', async (id) => {
    expect((await create({ ...SHOP, id })).client.id).toBe(id);
  });

  it('does not repeat a megabyte', async () => {
    const huge = 'x'.repeat(1_000_000);
    const draft = { id: huge, name: huge, contact: huge, scopes: [huge], plan: huge, networks: [huge] };
    expect(JSON.stringify(await faultsOf(create(draft))).length).toBeLessThan(2000);
  });

  it.each([1001, 51])('of %i scopes and networks is too much', async (many) => {
    const networks = Array.from({ length: 51 }, () => '10.0.0.0/8');
    const scopes = Array.from({ length: many }, () => 'orders.list');
    const faults = await faultsOf(create({ ...SHOP, networks, scopes }));
    expect(faults.filter((each) => each.includes('at most'))).toHaveLength(many > 500 ? 2 : 1);
  });
});

describe('a wanted administrator', () => {
  it('holds admin scopes and hands out application scopes, and no other', async () => {
    const draft = {
      id: 'anna',
      name: 'Anna',
      scopes: ['orders.list', '*'],
      grants: ['admin.clients.read', 'orders.*'],
    };
    expect(await faultsOf(seat({ ...draft, system: 'crm', plan: 'bulk' }))).toEqual([
      'invalid-request',
      expect.stringMatching('^/scopes/0 The scope "orders.list" names no operation.'),
      expect.stringMatching('^/grants/0 The scope "admin.clients.read" names no operation.'),
      '/scopes An administrator holds scopes that begin with admin. Write admin.* for all of them.',
      '/system An administrator has no system.',
      '/plan An administrator has no plan.',
    ]);
  });
});

describe('an administrator', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const others: readonly WantedCredential[] = [
    { kind: 'public-key', jwk: publicKey.export({ format: 'jwk' }) },
    { kind: 'key-set', jwksUri: 'https://keys.example.com/jwks' },
    { kind: 'issuer', issuer: 'https://login.example.com', subject: 'anna' },
  ];

  it.each(others)('proves itself with a secret, not with a $kind', async (credential) => {
    const detail = 'An administrator proves itself with a secret and nothing else. Leave the kind out.';
    const draft = { id: 'anna', name: 'Anna', scopes: ['admin.clients.*'] };
    expect(await faultsOf(seat({ ...draft, credential }))).toEqual(['invalid-request', `/credential/kind ${detail}`]);
    await seat({ ...draft, credential: { kind: 'secret' } });
    const work = stage.administrators.addCredential('anna', credential, stage.as('root'));
    expect(await faultsOf(work)).toEqual(['invalid-request', `/kind ${detail}`]);
  });
});

describe('the times of a wanted credential', () => {
  it.each(['31d', '-1h', '1y', '24', '1.5h', '', '99999999d'])('do not take the overlap %j', async (overlap) => {
    expect(await rotate({ overlap })).toEqual([
      'invalid-request',
      '/overlap Expected a duration from 0s to 30d, such as 1h, 24h or 7d.',
    ]);
  });

  it.each(['2027-02-30T00:00:00Z', '2027-01-01', 'now', '2027-01-01T00:00:00', '+12027-01-01T00:00:00Z'])(
    'do not take %j for a moment',
    async (startsAt) => {
      expect(await rotate({ startsAt })).toEqual([
        'invalid-request',
        '/startsAt Expected a moment such as 2027-01-31T18:00:00Z.',
      ]);
    },
  );

  it('lie ahead, one after the other, and not further than the policy allows', async () => {
    const latest = iso(90 * DAY);
    const draft = { credentialDays: 90 };
    expect(await rotate({ startsAt: iso(-DAY), expiresAt: iso(-HOUR), overlapFrom: 'then' }, draft)).toEqual([
      'invalid-request',
      '/startsAt Expected a moment from now on and at most 366 days ahead.',
      '/expiresAt Expected a moment after it starts to be good.',
      '/overlapFrom Expected now or first-use.',
    ]);
    const wanted = { expiresAt: iso(90 * DAY + 1) };
    expect(await faultsOf(stage.applications.addCredential('web-shop', wanted, stage.as('root')))).toEqual([
      'invalid-request',
      `/expiresAt Expected a moment not after ${latest}.`,
    ]);
  });

  it('are understood in every zone', async () => {
    await create(SHOP);
    const wanted = { expiresAt: '2026-11-21t13:00:00+01:00' };
    const { credential } = await stage.applications.addCredential('web-shop', wanted, stage.as('root'));
    expect(credential.expiresAt).toBe('2026-11-21T12:00:00.000Z');
  });
});

describe('what a wanted credential proves its holder with', () => {
  it.each([
    [{ kind: 'password' }, ['invalid-request', '/kind Expected one of secret, public-key, key-set, issuer.']],
    [{ jwksUri: 'https://keys.example.com' }, ['invalid-request', expect.stringMatching('^/jwksUri A credential of')]],
    [{ kind: 'public-key' }, ['invalid-request', '/jwk Expected a JSON Web Key: an object.']],
    [{ kind: 'key-set' }, ['invalid-request', expect.stringMatching('^/jwksUri Expected an https address')]],
    [
      { kind: 'key-set', jwksUri: 'http://keys.example.com/jwks' },
      ['invalid-request', expect.stringMatching('^/jwksUri Expected an https address')],
    ],
    [
      { kind: 'key-set', jwksUri: 'https://me:secret@keys.example.com/jwks' },
      ['invalid-request', expect.not.stringContaining('secret')],
    ],
    [
      { kind: 'key-set', jwksUri: 'https://keys.example.org/jwks' },
      [
        'unknown-name',
        '/jwksUri There is no allowed host of key sets "keys.example.org". Did you mean keys.example.com?',
      ],
    ],
    [
      { kind: 'key-set', jwksUri: 'https://keys.example.com.evil.example/jwks' },
      ['unknown-name', expect.stringMatching('^/jwksUri There is no allowed host')],
    ],
    [
      { kind: 'issuer', issuer: 'https://login.example.org', subject: 'shop' },
      ['unknown-name', expect.stringMatching('^/issuer There is no trusted issuer')],
    ],
    [
      { kind: 'issuer', issuer: 'https://login.example.com', subject: 'two words' },
      ['invalid-request', '/subject Expected 1 to 255 visible ASCII characters.'],
    ],
  ])('%j', async (wanted, expected) => {
    expect(await rotate(wanted)).toEqual(expected);
  });

  it('may be a key, a key set or the subject of an issuer, beside a secret', async () => {
    await create(SHOP);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    for (const wanted of [
      { kind: 'public-key', jwk },
      { kind: 'key-set', jwksUri: 'https://keys.example.com/jwks' },
      { kind: 'key-set', jwksUri: 'http://127.0.0.1:8443/jwks' },
      { kind: 'issuer', issuer: 'https://login.example.com', subject: 'shop' },
    ] as const) {
      const { kind, ...proof } = wanted;
      const made = await stage.applications.addCredential('web-shop', wanted, stage.as('root'));
      expect(made).not.toHaveProperty('secret');
      expect(made.credential).toMatchObject({ kind, ...proof });
    }
    expect(stage.applications.show('web-shop').credentials.map(({ state }) => state)).toEqual([
      ...['active', 'active', 'retiring', 'active', 'active'],
    ]);
  });

  it('is nobody else’s', async () => {
    const credential = { kind: 'issuer', issuer: 'https://login.example.com', subject: 'shop' } as const;
    await create({ ...SHOP, credential });
    expect(await faultsOf(create({ ...SHOP, id: 'other', credential }))).toEqual(['conflict']);
    expect(stage.directory.find('other')).toBeUndefined();
  });
});

describe('a reason', () => {
  it('is not needed, but is a sentence when it is there', async () => {
    expect(await faultsOf(stage.applications.create(SHOP, stage.as('root', 'a\u0007b')))).toEqual([
      'invalid-request',
      expect.stringMatching('^/reason Expected a sentence'),
    ]);
  });
});
