// The matrix of wrong secrets as API keys: always 401, never 500, and nothing that tells an unknown id from a wrong
// secret. (The same matrix at the token endpoint stands beside its controller.)
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { crc32 } from 'node:zlib';
import { makeSecret } from '../../src/credentials/secret.js';
import { verifyApiKey } from '../../src/credentials/tokens/verify-api-key.js';
import { startGuarded } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

let gateway: GuardedGateway;
beforeAll(async () => {
  gateway = await startGuarded();
});
afterAll(() => gateway.server.close());

/** The public id of the client's credential in front of 256 bits that are not its own, with a checksum that fits. */
function wrongSecretUnderARightId(): string {
  const [, id = ''] = gateway.secret.split('_');
  const [, , bits = ''] = makeSecret().text.split('_');
  const body = `bny_${id}_${bits}`;
  return `${body}_${crc32(body).toString(16).padStart(8, '0')}`;
}

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
    ['wrong under a right id', wrongSecretUnderARightId],
    ['right, with a broken checksum', () => gateway.secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['right, twice', () => `${gateway.secret} ${gateway.secret}`],
    ['the kept digest', () => gateway.client.credentials[0]?.digest ?? ''],
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

describe('an unknown id and a wrong secret', () => {
  it('cost alike', () => {
    const unknown = Array.from({ length: 2000 }, () => makeSecret().text);
    const wrong = Array.from({ length: 2000 }, wrongSecretUnderARightId);
    const ratios = Array.from({ length: 5 }, () => median(unknown) / median(wrong));
    const best = ratios.reduce((left, right) => (Math.abs(left - 1) < Math.abs(right - 1) ? left : right));

    // Coarse on purpose: it catches a missing HMAC (a factor of three or more), not a nanosecond.
    expect(best).toBeGreaterThan(0.7);
    expect(best).toBeLessThan(1.4);
  });
});

function median(keys: readonly string[]): number {
  const times = keys.map((key) => {
    const started = process.hrtime.bigint();
    verifyApiKey(key, gateway.clients, gateway.pepper);
    return Number(process.hrtime.bigint() - started);
  });
  times.sort((left, right) => left - right);
  return times[times.length / 2] ?? 0;
}
