// The matrix of wrong secrets as API keys: always 401, never 500, and nothing that tells an unknown id from a wrong
// secret. (The same matrix at the token endpoint stands in token-endpoint.spec.ts, the times in timing/alike.spec.ts.)
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestSecret } from '../../src/credentials/secret-digest.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { guessAt, idOf } from './guess.js';
import { startGuarded } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

let gateway: GuardedGateway;
beforeAll(async () => {
  gateway = await startGuarded();
});
afterAll(() => gateway.server.close());

async function knock(key: string) {
  return gateway.server.inject({
    url: '/v1/orders',
    headers: { authorization: `Bearer ${key}`, 'x-correlation-id': 'fixed' },
  });
}

describe('an API key', () => {
  it('is accepted when it is right', async () => {
    expect((await knock(gateway.secret)).statusCode).toBe(200);
    expect((await knock(gateway.secret)).statusCode).toBe(200);
  });

  it.each<[string, () => string]>([
    ['empty', () => ''],
    ['the prefix alone', () => 'bny_'],
    ['too short', () => gateway.secret.slice(0, -1)],
    ['too long', () => `${gateway.secret}0`],
    ['in upper case', () => gateway.secret.toUpperCase()],
    ['unicode', () => `bny_${'é'.repeat(16)}_zażółć`],
    ['a megabyte', () => `bny_${'a'.repeat(1_000_000)}`],
    ['of an unknown id', () => makeSecret().text],
    ['wrong under a right id', () => guessAt(idOf(gateway.secret))],
    ['right, with a broken checksum', () => gateway.secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['right, twice', () => `${gateway.secret} ${gateway.secret}`],
    ['the kept digest', () => digestSecret(gateway.pepper, gateway.secret)],
  ])('is refused with the same 401 when it is %s', async (_, key) => {
    const answer = await knock(key());
    const reference = await knock('x');

    expect(answer.statusCode).toBe(401);
    expect(answer.body).toBe(reference.body);
    expect(answer.headers['www-authenticate']).toBe(reference.headers['www-authenticate']);
  });

  it('never appears in what is observed', () => {
    expect(JSON.stringify(gateway.observations)).not.toMatch(/bny_/);
  });
});
