// Guards how often the key sets of others are asked for, and for how long their keys are believed.
import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { KeySetCache } from './key-set-cache.js';
import { KeySetFault } from './key-set.port.js';
import type { VerificationKey } from './verification-key.js';

const AT = 'https://keys.example.com/jwks';
const ELSEWHERE = 'https://keys.example.com/others';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });
const named = (...kids: readonly string[]): string => JSON.stringify({ keys: kids.map((kid) => ({ ...jwk, kid })) });
const wants = (kid: string) => (key: VerificationKey) => key.kid === kid;

let clock: ManualClock;
let asked: string[];
let answer: (address: string) => Promise<string>;
let told: Observation[];
let cache: KeySetCache;
beforeEach(() => {
  clock = new ManualClock();
  asked = [];
  told = [];
  answer = () => Promise.resolve(named('k1'));
  const fetch = (address: string): Promise<string> => {
    asked.push(address);
    return answer(address);
  };
  cache = new KeySetCache({ source: { fetch }, clock, observe: (it) => void told.push(it), outageMs: HOUR });
});

const has = async (kid: string, address = AT): Promise<boolean> => (await cache.find(address, wants(kid))).length > 0;
const fails = (): Promise<string> => Promise.reject(new KeySetFault('status 500'));

describe('a key that is known', () => {
  it('is fetched once for everybody who wants it at the same moment', async () => {
    expect(await Promise.all([has('k1'), has('k1'), has('k1')])).toEqual([true, true, true]);
    expect(asked).toEqual([AT]);
  });

  it('is looked at again after ten minutes, and is gone at once when it was withdrawn', async () => {
    await has('k1');
    clock.advance(10 * MINUTE - 1);
    expect(await has('k1')).toBe(true);
    expect(asked).toHaveLength(1);
    answer = () => Promise.resolve(named('k2'));
    clock.advance(1);
    expect(await has('k1')).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('is withdrawn by a set without keys as by one with others', async () => {
    await has('k1');
    answer = () => Promise.resolve('{"keys":[]}');
    clock.advance(10 * MINUTE);
    expect(await has('k1')).toBe(false);
  });
});

describe('a key that is not known', () => {
  it('is found as soon as it is published, when the last look is ten seconds old', async () => {
    await has('k1');
    answer = () => Promise.resolve(named('k1', 'k2'));
    expect(await has('k2')).toBe(false);
    clock.advance(10_000);
    expect(await has('k2')).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('causes at most ten fetches in a minute however often it is invented, and disturbs nobody', async () => {
    await has('k1');
    for (let index = 0; index < 10_000; index += 1) {
      if (index % 1000 === 0) expect(await has('k1')).toBe(true);
      expect(await has(`random-${index}`, index % 2 === 0 ? AT : ELSEWHERE)).toBe(false);
      clock.advance(6);
    }
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('does not make those wait who want one that is known', async () => {
    await has('k1');
    clock.advance(10_000);
    answer = () => new Promise(() => undefined);
    const never = has('random');
    expect(await has('k1')).toBe(true);
    expect(asked).toHaveLength(2);
    expect(await Promise.race([never, Promise.resolve('waiting')])).toBe('waiting');
  });
});

describe('a set that cannot be fetched', () => {
  it('goes on with its last good keys for as long as the settings say, and not longer', async () => {
    await has('k1');
    answer = fails;
    clock.advance(10 * MINUTE);
    expect(await has('k1')).toBe(true);
    clock.advance(50 * MINUTE - 1);
    expect(await has('k1')).toBe(true);
    clock.advance(1);
    expect(await has('k1')).toBe(false);
  });

  it('is asked for again at most every ten seconds, and believed again when it is back', async () => {
    answer = fails;
    for (let second = 0; second < 60; second += 1) {
      expect(await has('k1')).toBe(false);
      clock.advance(1000);
    }
    expect(asked).toHaveLength(6);
    answer = () => Promise.resolve(named('k1'));
    expect(await has('k1')).toBe(true);
  });

  it('makes nobody wait while there are keys to go on with', async () => {
    await has('k1');
    answer = fails;
    clock.advance(10 * MINUTE);
    await has('k1');
    clock.advance(10_000);
    answer = () => new Promise(() => undefined);
    expect(await has('k1')).toBe(true);
    expect(asked).toHaveLength(3);
  });

  it('is told of once, by its host only', async () => {
    answer = fails;
    for (let times = 0; times < 3; times += 1) {
      await has('k1');
      clock.advance(10_000);
    }
    expect(told).toMatchObject([{ kind: 'warning', topic: 'key-sets' }]);
    expect(JSON.stringify(told)).toContain('keys.example.com cannot be used (status 500)');
    expect(JSON.stringify(told)).not.toContain('/jwks');
  });

  it('is kept apart from sets of other addresses', async () => {
    answer = (address) => (address === AT ? fails() : Promise.resolve(named('k1')));
    expect(await has('k1')).toBe(false);
    expect(await has('k1', ELSEWHERE)).toBe(true);
  });
});

describe('what was fetched', () => {
  it.each([
    ['no JSON', '<html>'],
    ['no set', '[]'],
    ['a set without keys as a list', '{"keys":{}}'],
    [
      'a set that shows a private key',
      JSON.stringify({ keys: [{ ...jwk, kid: 'k1' }, privateKey.export({ format: 'jwk' })] }),
    ],
    [
      'a set with a shared secret',
      JSON.stringify({
        keys: [
          { ...jwk, kid: 'k1' },
          { kty: 'oct', k: 'c2VjcmV0' },
        ],
      }),
    ],
    ['more than a hundred keys', named(...Array.from({ length: 101 }, (_, index) => `k${index}`))],
  ])('is not used at all when it is %s', async (_, text) => {
    answer = () => Promise.resolve(text);
    expect(await has('k1')).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('may have keys in it that are for others', async () => {
    const others = [
      { kty: 'OKP', crv: 'X25519', x: 'AAAA' },
      { ...jwk, kid: 'e', use: 'enc' },
      { kty: 'new' },
      7,
      null,
    ];
    answer = () => Promise.resolve(JSON.stringify({ keys: [...others, { ...jwk, kid: 'k1' }] }));
    expect([await has('k1'), await has('e')]).toEqual([true, false]);
  });
});
