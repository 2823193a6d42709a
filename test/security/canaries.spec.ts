// Secrets and sensitive values do not leak: canaries are planted everywhere something secret goes in, and afterwards
// everything that comes out besides answers to their owners is searched: standard output, log, metrics, readiness, problems.
// What administrators, key sets and identity providers bring in is in identity-canaries.spec.ts.
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';
import { Canaries } from './canary-search.js';

/** Put into requests; every one of them begins like this. */
const CANARY = 'kanarek7';
const SENSITIVE = ['vatNumber', 'email', 'phone', 'note', 'street', 'streetLine2'];
const WRONG_PASSWORD = `${CANARY}-erp-password`;

let erp: RunningErp;
let folder: ReturnType<typeof ownFolder>;
let served: ServedGateway;
let secret: string;
let token: string;
const problems: string[] = [];
/** Values that must be nowhere, by what they are. */
const canaries = new Canaries();

const serve = (data: string, url: string): Promise<ServedGateway> =>
  serveGateway(data, {
    ...{ BANYAN_LOG_LEVEL: 'debug', BANYAN_CACHE_BYTES: '0' }, // every read is to meet what is planted at the ERP
    ...{ ...erp.addresses(), ERP_REPLICA_URL: url },
  });

beforeAll(async () => {
  erp = await startErp();
  folder = ownFolder();
  served = await serve(folder.path, erp.url());
  secret = served.kept('first-client.secret');
  token = await served.token();
  canaries.plant('the client secret', secret);
  canaries.plant('the secret of the administrator', served.kept('first-administrator.secret'));
  canaries.plant('the token', token);
  canaries.plant('the password at the ERP', new URL(erp.url()).password);
  canaries.plant('the pepper', served.kept('pepper.key'));
  canaries.plant('the cursor key', served.kept('cursor.key'));
  const [signingKey = ''] = readdirSync(join(folder.path, 'signing-keys'));
  canaries.plant('the signing key', served.kept(join('signing-keys', signingKey)).split('\n')[1] ?? '');
  await plantRecords();
  await askAwkwardly();
  await failAtTheErp();
  await served.told();
}, 240_000);
afterAll(async () => {
  await served.program[Symbol.asyncDispose]();
  await erp[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const linesOf = (output: string): readonly string[] => output.split('\n').filter((line) => line.startsWith('{'));

async function grant(credentials: string): Promise<void> {
  await remember(await served.grant(credentials));
}

const send = async (path: string, init: RequestInit = {}): Promise<string> =>
  remember(await fetch(served.publicAddress + path, init));

/** Remembers an answer when it is a problem. */
async function remember(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) problems.push(text + JSON.stringify([...response.headers]));
  return text;
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
  send(path, { headers: { authorization: `Bearer ${token}`, ...headers } });

/** Everything sensitive in the records of some customers and orders. */
async function plantRecords(): Promise<void> {
  for (const id of ['C10001', 'C10002', 'C10003']) {
    const customer = JSON.parse(await get(`/v1/customers/${id}`)) as Record<string, unknown>;
    const parts = [customer, ...((customer['addresses'] ?? []) as readonly Record<string, unknown>[])];
    for (const part of parts) {
      for (const [name, value] of Object.entries(part)) {
        if (SENSITIVE.includes(name) && typeof value === 'string' && value.length >= 6)
          canaries.plant(`${id}.${name}`, value);
      }
    }
  }
}

async function askAwkwardly(): Promise<void> {
  const value = encodeURIComponent(`${CANARY} æøå'\n{"level":"fatal"}`);
  await get(`/v1/orders?note[contains]=${CANARY}`);
  await get(`/v1/customers?name[contains]=${CANARY}&searchName=${CANARY}`);
  await get(`/v1/orders?note[contains]=${value}&${CANARY}=1&limit=${CANARY}&sort=${CANARY}&after=${CANARY}`);
  await get(`/v1/orders/${CANARY}`);
  await get(`/v1/orders/${value}`);
  await get(`/v1/${CANARY}?${CANARY}`);
  await get('/v1/items', { 'user-agent': CANARY, 'if-none-match': `"${CANARY}"`, referer: `http://${CANARY}/` });
  await get('/v1/items', { cookie: `session=${CANARY}`, 'x-correlation-id': `${CANARY} "}`, traceparent: CANARY });
  await get('/v1/items', { authorization: `Bearer ${CANARY}` });
  await get('/v1/items', { authorization: `Bearer bny_0123456789abcdef_${CANARY}_00000000` });
  await get('/v1/items', { authorization: `Bearer ${token.slice(0, -9)}${CANARY}x` });
  await get('/v1/items', { authorization: `Basic ${Buffer.from(`first-client:${CANARY}`).toString('base64')}` });
  await grant(`first-client:${CANARY}`);
  await grant(`first-client:${secret}${CANARY}`);
  const body = new URLSearchParams({
    client_id: 'first-client',
    client_secret: CANARY,
    grant_type: CANARY,
    scope: CANARY,
  });
  await send('/oauth/token', { method: 'POST', body });
  await send(`/oauth/token?client_secret=${CANARY}`, { method: 'POST', body: `{"client_secret":"${CANARY}"` });
}

/** What a real server writes into its messages: a value of a row, and a name that helps the operator. */
async function failAtTheErp(): Promise<void> {
  const message = `Conversion failed when converting the varchar value '${CANARY}' to data type int.`;
  await erp.fault({ on: 'request', match: 'api].[Items', times: 1, error: { number: 245, message } });
  await get('/v1/items');
  await erp.fault({ on: 'request', match: 'api].[Orders', times: 1, drop: 'midway' });
  await get(`/v1/orders?note[contains]=${CANARY}`);
  await erp.fault({ on: 'login', times: 1, error: { number: 18456, message: 'Login failed.' } });
  await get('/v1/items');
}

async function administration(path: string): Promise<string> {
  return (await fetch(served.adminAddress + path)).text();
}

describe('planted canaries', () => {
  it('are many, and the gateway had something to say about every way in', () => {
    expect(canaries.size).toBeGreaterThan(15);
    expect(problems.length).toBeGreaterThan(12);
    expect(linesOf(served.program.output).length).toBeGreaterThan(40);
    for (const message of ['request failed', 'authentication refused', 'token issued', 'statement ended'])
      expect(served.program.output).toContain(`"message":"${message}"`);
  });

  it('are not on standard output or standard error, at the most talkative level', () => {
    for (const text of [served.program.output, served.program.complaints]) {
      expect(canaries.foundIn(text)).toEqual([]);
      expect(text.split('\n').filter((line) => line.includes(CANARY))).toEqual([]);
    }
  });

  it('are not in the metrics nor in what operators read about readiness', async () => {
    for (const path of ['/metrics', '/health/ready', '/health/live']) {
      const text = await administration(path);
      expect(text.length).toBeGreaterThan(10);
      expect([path, canaries.foundIn(text), text.includes(CANARY)]).toEqual([path, [], false]);
    }
  });

  it('are not in problems, and neither is anything of the ERP or of the inside', () => {
    const inside = /SELECT|FROM \[|\[api\]|varchar|tedious|mssql|node_modules|\.ts:|\.js:|127\.0\.0\.1|banyan_reader/;
    for (const problem of problems)
      expect([problem, canaries.foundIn(problem), inside.exec(problem)]).toEqual([problem, [], null]);
    for (const problem of problems.filter((text) => /"code":"source-/.test(text)))
      expect(problem).not.toContain(CANARY);
  });

  it('are not told when the ERP refuses the password either', async () => {
    using other = ownFolder();
    const url = new URL(erp.url());
    url.password = WRONG_PASSWORD;
    const { program, adminAddress } = await serve(other.path, url.href);
    await using refused = program;
    await refused.said('"connection refused"');
    const [ready, metrics] = await Promise.all(
      ['/health/ready', '/metrics'].map(async (path) => (await fetch(adminAddress + path)).text()),
    );
    expect(ready).toContain('login');
    for (const text of [ready, metrics, refused.output, refused.complaints]) expect(text).not.toContain(CANARY);
  });
});

describe('the log', () => {
  it('is one JSON record per line, and one per request, whatever callers put into fields, addresses and forms', async () => {
    const port = Number(new URL(served.publicAddress).port);
    const forged = '{"level":"fatal","message":"forged"}';
    const fields = [
      `User-Agent: \x1b[31m${forged}`,
      `User-Agent: a\t${forged}`,
      `X-Correlation-Id: a\u2028${forged}`,
      `X-Correlation-Id: a\x7f`,
      `Authorization: Bearer a.b.c\x85${forged}`,
      `Traceparent: 00-${forged}-01`,
      `Accept: ${forged}`,
    ];
    const targets = ['/v1/orders', `/v1/orders/%0d%0a${encodeURIComponent(forged)}`, '/v1/%1b%5b2J', '/%0A?%0A=%0A'];
    await served.told();
    const before = requestLines().length;
    const sent = fields.flatMap((field) => targets.map((target) => ({ field, target })));
    for (const { field, target } of sent) {
      await raw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n${field}\r\nConnection: close\r\n\r\n`);
    }
    for (const name of ['a\r\n', '\x1b[2J', forged]) {
      await send('/oauth/token', {
        method: 'POST',
        body: new URLSearchParams({
          client_id: `${name}${forged}`,
          client_secret: 'x',
          grant_type: 'client_credentials',
        }),
      });
    }

    await served.told();
    expect(requestLines().length).toBe(before + sent.length + 3 + 1);
    expect(served.program.output).not.toMatch(/[^\n -~\u00a0-\u2027\u202a-\uffff]/);
    for (const line of linesOf(served.program.output)) expect(JSON.parse(line)).not.toMatchObject({ level: 'fatal' });
  });
});

const requestLines = (): readonly string[] =>
  linesOf(served.program.output).filter((line) => line.includes('"message":"request"'));

/** Writes bytes and waits for the other side to close. */
function raw(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'utf8')));
    socket.on('error', reject).on('close', () => resolve());
    socket.resume();
  });
}
