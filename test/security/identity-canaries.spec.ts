// What administrators, apps, key sets and identity providers bring in does not leak: secrets that are shown once are shown
// once and kept nowhere, assertions, private keys and tokens are not kept at all, and what the outside answers when it
// misbehaves is not repeated. Everything that the run has written or answered is searched, the store byte by byte.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestSecret, readPepper } from '../../src/credentials/secret-digest.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { makeKey, signToken } from '../support/credentials/identity-provider.js';
import { eventually } from '../support/running/eventually.js';
import type { ServedGateway } from '../support/running/served-gateway.js';
import { AdministratorCaller } from './administrator-caller.js';
import type { Decided } from './administrator-caller.js';
import { Canaries } from './canary-search.js';
import { guessAt, idOf } from './guess.js';
import { AUDIENCE, ISSUER, PUBLIC_URL, setIdentityStage } from './identity-stage.js';
import type { IdentityStage } from './identity-stage.js';

/** Stands in everything that the outside answers, and in what is sent that is no real secret. */
const CANARY = 'kanarek9';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const MOST_MS = 180_000;
/** The first warning of an end comes so long before it, unless the whole life was shorter. */
const MONTH_MS = 30 * 86_400_000;
/** How long after it was made that warning of one secret is due. */
const AHEAD_MS = 10_000;

const canaries = new Canaries();
const key = makeKey('ES256', 'app-1');
/** Everything answered besides the one answer that shows a secret. */
const answers: string[] = [];
/** What is kept of secrets. */
const digests: string[] = [];
/** When the warning about one of the secrets is due. */
let worthAWord: number;
let stage: IdentityStage;
let gateway: ServedGateway;
let administrator: AdministratorCaller;

beforeAll(async () => {
  canaries.plant('what the outside says', CANARY);
  stage = await setIdentityStage(CANARY);
  gateway = await stage.serve();
  canaries.plant('the administrator’s secret', stage.administratorSecret);
  canaries.plant('the secret of the alarm hook', stage.alarmSecret);
  canaries.plant('the private key', String(key.privateKey.export({ format: 'jwk' }).d));
  administrator = new AdministratorCaller(gateway.adminAddress, stage.administratorSecret);
  await makeClients();
  gateway.program.signal('SIGTERM');
  await gateway.program.ended;
  await eventually('the end of a secret is a month away', () => Date.now() > worthAWord);
  const before = gateway.program.output;
  // Started anew, it looks at what is about to end, and calls the alarm hook.
  gateway = await stage.serve();
  answers.push(before);
  administrator = new AdministratorCaller(gateway.adminAddress, stage.administratorSecret);
  await proveByKeys();
  await proveByIssuer();
  await guessAtDoors();
  await eventually('the alarm hook is called', () => stage.alarms.length > 0);
  await gateway.told();
}, MOST_MS);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** Remembers an answer of the administration. */
async function ask(path: string, body?: unknown, method?: 'PATCH'): Promise<Decided> {
  const answer = await administrator.ask(path, body, method);
  answers.push(answer.text);
  return answer;
}

/** Plants the secret of the one answer that shows it. */
function shown(what: string, { json, status, text }: Decided): string {
  if (typeof json['secret'] !== 'string') throw new Error(`${what}: ${status} ${text}`);
  const secret = canaries.plant(what, json['secret']);
  const [, , bits = ''] = secret.split('_');
  canaries.plant(`the random part of ${what}`, bits);
  digests.push(digestSecret(readPepper(gateway.kept('pepper.key')), secret));
  return secret;
}

async function makeClients(): Promise<void> {
  const scopes = ['items.*'];
  shown('a client’s secret', await administrator.ask('/clients', { id: 'web-shop', name: 'Web shop', scopes }));
  shown('a rotated secret', await administrator.ask('/clients/web-shop/credentials', { overlap: '1h' }));
  // So far away that its end is more than a month away when it is made, however busy the machine.
  worthAWord = Date.now() + AHEAD_MS;
  const ending = {
    id: 'ending',
    name: 'Ending',
    scopes,
    credential: { expiresAt: new Date(worthAWord + MONTH_MS).toISOString() },
  };
  shown('a secret that ends soon', await administrator.ask('/clients', ending));
  const colleague = { id: 'mette', name: 'Mette', scopes: ['admin.clients.*'], grants: scopes };
  shown('a colleague’s secret', await administrator.ask('/administrators', colleague));
  await ask('/clients/web-shop/credentials', { overlap: '1h' });
  // By mistake, with its private part.
  const jwk = { ...key.privateKey.export({ format: 'jwk' }), kid: key.kid };
  expect((await ask('/clients/web-shop/credentials', { kind: 'public-key', jwk })).status).toBe(400);
  expect((await ask('/clients/web-shop/credentials', { kind: 'public-key', jwk: key.jwk })).status).toBe(201);
  const credential = { kind: 'issuer', issuer: ISSUER, subject: 'shop-app' };
  for (const index of MISBEHAVIOURS.keys()) {
    const hosted = { kind: 'key-set', jwksUri: `http://${stage.provider.host}/keys-of-${index}` };
    const created = await ask('/clients', { id: `hosted-${index}`, name: 'Hosted', scopes, credential: hosted });
    expect(created.status).toBe(201);
  }
  expect((await ask('/clients', { id: 'federated', name: 'Federated', scopes, credential })).status).toBe(201);
  await ask('/signing-keys/rotate', { reason: 'by hand' });
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Presents an assertion; the answer's token, where there is one, is planted. */
async function present(what: string, id: string, signer = key, claims: object = {}): Promise<number> {
  const own = {
    iss: id,
    sub: id,
    aud: PUBLIC_URL,
    jti: `${what}-${Math.random()}`,
    iat: seconds() + 1,
    exp: seconds() + 200,
  };
  const assertion = await signToken(signer, { alg: 'ES256', kid: key.kid }, { ...own, ...claims });
  canaries.plant(what, assertion);
  canaries.plant(`the signature of ${what}`, assertion.split('.')[2] ?? '');
  return presentAgain(what, assertion);
}

async function presentAgain(what: string, assertion: string): Promise<number> {
  const form = { grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
  const response = await fetch(`${gateway.publicAddress}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  if (response.ok) canaries.plant(`the token for ${what}`, (JSON.parse(text) as { access_token: string }).access_token);
  else answers.push(text);
  return response.status;
}

async function proveByKeys(): Promise<void> {
  expect(await present('an assertion', 'web-shop')).toBe(200);
  expect(await present('an assertion of a stranger', 'web-shop', makeKey())).toBe(401);
  expect(await present('an assertion for another', 'web-shop', key, { aud: CANARY })).toBe(401);
  for (const [index, serve] of MISBEHAVIOURS.entries()) {
    stage.provider.serve = serve;
    expect(await present(`an assertion whose key set misbehaves, ${index}`, `hosted-${index}`)).toBe(401);
  }
}

type Serve = IdentityStage['provider']['serve'];
const MISBEHAVIOURS: readonly Serve[] = [
  (response) => void response.writeHead(500, `Not ${CANARY}`).end(CANARY),
  (response) => void response.writeHead(302, { location: `http://${CANARY}.example/` }).end(),
  (response) => void response.writeHead(200).end(`{"keys": ${CANARY}`),
  (response) => void response.writeHead(200).end(JSON.stringify({ keys: [{ kty: CANARY, kid: CANARY }] })),
];

async function bearing(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${gateway.publicAddress}/v1/items?limit=1`, { headers });
  const text = await response.text();
  if (!response.ok) answers.push(text);
  return response.status;
}

async function proveByIssuer(): Promise<void> {
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    azp: 'shop-app',
    scp: 'items.list',
    iat: seconds(),
    exp: seconds() + 600,
  };
  const sign = async (what: string, more: object = {}, signer = stage.issuerKey): Promise<string> =>
    canaries.plant(
      what,
      await signToken(signer, { alg: 'ES256', typ: 'at+jwt', kid: 'issuer-1' }, { ...claims, ...more }),
    );
  stage.provider.publish(stage.issuerKey.jwk);
  expect(await bearing(await sign('an external token'))).toBe(200);
  expect(await bearing(await sign('a forged external token', {}, makeKey()))).toBe(401);
  expect(await bearing(await sign('an external token with a canary', { azp: CANARY, scp: CANARY }))).toBe(401);
}

async function guessAtDoors(): Promise<void> {
  const guesses = [
    CANARY,
    guessAt(),
    guessAt(idOf(stage.administratorSecret)),
    `${stage.administratorSecret}${CANARY}`,
  ];
  for (const [index, guess] of guesses.entries()) {
    canaries.plant(`guess ${index}`, guess);
    await bearing(guess);
    const answer = await new AdministratorCaller(gateway.adminAddress, guess).ask('/clients');
    expect(answer.status).toBe(401);
    answers.push(answer.text);
    answers.push(await (await gateway.grant(`web-shop:${guess}`)).text());
  }
}

const LOOKED_AT = [
  ...[
    '/clients',
    '/clients/web-shop',
    '/clients/hosted-0',
    '/clients/federated',
    '/administrators',
    '/administrators/mette',
  ],
  ...['/credentials?expiringWithin=30d', '/signing-keys', '/audit?limit=500', '/audit/export', '/openapi.json'],
];

describe('secrets, assertions, private keys and tokens of others', () => {
  it('are many, and the gateway had something to say about every way in', () => {
    expect(canaries.size).toBeGreaterThan(25);
    for (const part of [
      '"message":"authentication refused"',
      '"message":"token issued"',
      'a credential is about to end',
    ])
      expect(`${answers.join('')}${gateway.program.output}`).toContain(part);
    // Every address was asked, and the issuer.
    expect(stage.provider.asked).toBe(MISBEHAVIOURS.length + 1);
    expect(stage.alarms.join('')).toContain('credential-expiring');
  });

  it('are not on standard output or standard error, at the most talkative level', () => {
    const { output, complaints } = gateway.program;
    expect([canaries.foundIn(output), canaries.foundIn(complaints)]).toEqual([[], []]);
  });

  it('are in no answer besides the one that shows a secret once, and in no problem', () => {
    expect(answers.length).toBeGreaterThan(20);
    for (const answer of answers) expect([answer, canaries.foundIn(answer)]).toEqual([answer, []]);
  });

  it.each(LOOKED_AT)('are not in what administrators read at %s', async (path) => {
    const { status, text } = await administrator.ask(path);
    expect([status, text.length > 50]).toEqual([200, true]);
    expect(canaries.foundIn(text)).toEqual([]);
    for (const digest of digests) expect(text).not.toContain(digest);
  });

  it.each(['/metrics', '/health/ready'])('are not in %s', async (path) => {
    const text = await (await fetch(gateway.adminAddress + path)).text();
    expect([text.length > 10, canaries.foundIn(text)]).toEqual([true, []]);
  });

  it('are not in the public document, nor in what the alarm hook was sent', async () => {
    const document = await (await fetch(`${gateway.publicAddress}/v1/openapi.json`)).text();
    expect(canaries.foundIn(document)).toEqual([]);
    expect(canaries.foundIn(stage.alarms.join('\n'))).toEqual([]);
  });

  it('are not in any file of the data folder, byte by byte: of a secret its HMAC is kept, and nothing else', async () => {
    await eventually('a head of the audit trail is there', () => gateway.kept('audit-heads.ndjson').length > 0);
    gateway.program.signal('SIGTERM');
    await gateway.program.ended;
    expect(canaries.foundBelow(stage.data)).toEqual({});
    const ledger = join(stage.data, 'ledger');
    const store = Buffer.concat(readdirSync(ledger).map((name) => readFileSync(join(ledger, name))));
    expect(digests.length).toBe(4);
    for (const digest of digests) expect(store.includes(digest)).toBe(true);
    expect(store.includes(makeSecret().text)).toBe(false);
  });
});
