// The door of the administration: who is let in, what everybody else reads, and how often one may try.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeSecret } from '../../src/credentials/secret.js';
import { AdminStage } from '../support/admin/admin-stage.js';
import type { Told } from '../support/admin/admin-stage.js';
import { TOKEN } from '../support/write/small-admin.js';

let stage: AdminStage;
beforeEach(async () => {
  stage = await AdminStage.open();
});
afterEach(() => stage[Symbol.asyncDispose]());

const PATH = '/clients';
const ask = (token: string | null, headers: Readonly<Record<string, string>> = {}) =>
  stage.call(PATH, { token, headers });
const bare = ({ status, json }: Told): unknown => [status, { ...json, correlationId: '' }];

describe('whoever is nobody', () => {
  it('reads the same, whether the secret is unknown, wrong, malformed, empty, long or in unicode', async () => {
    const [, id = ''] = TOKEN.split('_');
    const [, , bits = '', sum = ''] = makeSecret().text.split('_');
    const wrong = [makeSecret().text, `bny_${id}_${bits}_${sum}`, 'x', '', 'x'.repeat(6000), '%F0%9F%94%91'];
    const answers = await Promise.all(wrong.map((token) => ask(token)));
    const first = bare(await ask(makeSecret().text));
    expect(first).toMatchObject([401, { code: 'unauthenticated' }]);
    for (const answer of answers) expect(bare(answer)).toEqual(first);
  });

  it('is told 429 after too many failures, while a right secret passes all along', async () => {
    const secret = makeSecret().text;
    let last = await ask(secret);
    for (let tries = 0; tries < 40 && last.status === 401; tries += 1) last = await ask(secret);
    expect([last.status, last.json['code']]).toEqual([429, 'too-many-requests']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(TOKEN)).status).toBe(200);
    expect((await ask(null)).status).toBe(401);
  });

  it('is whoever was revoked, whose credential has ended, and whoever calls the public API', async () => {
    const at = new Date(stage.clock.now()).toISOString();
    const gone = await stage.seat({ id: 'gone', scopes: ['admin.*'], revokedAt: at });
    const application = await stage.seat({ id: 'crm', kind: 'application', scopes: ['*', 'admin.*'] });
    for (const secret of [gone, application]) expect((await ask(secret)).status).toBe(401);
  });
});

describe('networks', () => {
  it('hold an administrator to where it may call from; a right secret from elsewhere is in the trail', async () => {
    const inside = await stage.seat({ id: 'inside', scopes: ['admin.*'], networks: ['127.0.0.0/8'] });
    const outside = await stage.seat({ id: 'outside', scopes: ['admin.*'], networks: ['10.0.0.0/8'] });
    expect((await ask(inside)).status).toBe(200);
    expect(bare(await ask(outside))).toEqual(bare(await ask(makeSecret().text)));
    expect((await stage.trail())[0]).toMatchObject({ actor: { id: 'outside' }, action: 'administration.refuse' });
  });
});

describe('a request', () => {
  it('keeps the correlation id it brings, where that is safe, and is given one otherwise', async () => {
    expect((await ask(TOKEN, { 'x-correlation-id': 'desk-4711' })).headers.get('x-correlation-id')).toBe('desk-4711');
    const refused = await ask(null, { 'x-correlation-id': 'desk-4712' });
    expect(refused.json['correlationId']).toBe('desk-4712');
    const odd = await ask(TOKEN, { 'x-correlation-id': 'a b' });
    expect(odd.headers.get('x-correlation-id')).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('is noted as the last use of the credential', async () => {
    const secret = await stage.seat({ id: 'mette', scopes: ['admin.*'] });
    await ask(secret);
    expect((await stage.call('/administrators/mette')).json).toMatchObject({
      credentials: [{ lastUse: { operation: 'clients.list', address: '127.0.0.1' }, firstUsedAt: expect.any(String) }],
    });
  });

  it.each([
    ['/clients', 'DELETE', 'GET, HEAD, POST'],
    ['/clients/a', 'PUT', 'GET, HEAD, PATCH'],
  ])('to %s by %s is told what is allowed', async (path, method, allow) => {
    const answer = await stage.call(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it('of another content type, without JSON, or too long, is refused as that', async () => {
    const type = (value: string) => ({ headers: { 'content-type': value } });
    expect((await stage.call('/clients', { body: 'a=b', ...type('application/x-www-form-urlencoded') })).status).toBe(
      415,
    );
    expect((await stage.call('/clients/a', { method: 'PATCH', body: {}, ...type('application/json') })).status).toBe(
      415,
    );
    expect((await stage.call('/clients', { body: '{' })).status).toBe(400);
    expect((await stage.call('/clients', { body: { name: 'x'.repeat(70_000) } })).status).toBe(413);
  });

  it('is nobody before its body is looked at', async () => {
    expect((await stage.call('/clients', { body: '{', token: null })).status).toBe(401);
  });
});
