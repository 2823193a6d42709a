// Guards which public keys are taken, and that no private one is kept.
import { generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readPublicKey } from './check-jwk.js';

const jwkOf = (key: KeyObject): JsonWebKey => key.export({ format: 'jwk' });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ED = generateKeyPairSync('ed25519');
const LONG_MODULUS = Buffer.alloc(8200 / 8, 0xff).toString('base64url');
const EC_KEY = jwkOf(EC.publicKey);

function faultsOf(jwk: unknown): readonly string[] {
  const outcome = readPublicKey(jwk, '/jwk');
  return outcome.ok ? [] : outcome.faults.map(({ pointer = '', detail }) => `${pointer} ${detail}`);
}

describe('an uploaded key', () => {
  it.each([
    ['EC P-256', EC.publicKey],
    ['RSA of 2048 bits', RSA.publicKey],
    ['Ed25519', ED.publicKey],
  ])('is kept as %s', (_, key) => {
    expect(readPublicKey(jwkOf(key), '/jwk')).toEqual({ ok: true, value: jwkOf(key) });
  });

  it('keeps its name and purpose, and nothing that is not needed', () => {
    const named = { ...EC_KEY, kid: 'k1', alg: 'ES256', use: 'sig' };
    const given = { ...named, key_ops: ['verify'], x5c: ['…'], more: true };
    expect(readPublicKey(given, '/jwk')).toEqual({ ok: true, value: named });
  });

  it.each([
    ['EC', EC.privateKey, ['d']],
    ['RSA', RSA.privateKey, ['d', 'p', 'q', 'dp', 'dq', 'qi']],
    ['Ed25519', ED.privateKey, ['d']],
  ])('of the kind %s is refused with every private member, none of them repeated', (_, key, members) => {
    const jwk = jwkOf(key);
    const faults = faultsOf(jwk);
    expect(faults.map((each) => each.split(' ')[0])).toEqual(members.map((member) => `/jwk/${member}`));
    expect(faults.join()).not.toContain(jwk.d);
  });

  it.each([
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0' }, ['/jwk/k ', '/jwk/kty ']],
    ['no kind', {}, ['/jwk/kty ']],
    ['a kind that every object has', { kty: 'constructor' }, ['/jwk/kty ']],
    ['another curve', jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), ['/jwk/crv ']],
    ['X25519', jwkOf(generateKeyPairSync('x25519').publicKey), ['/jwk/crv ']],
    ['a point beside the curve', { ...EC_KEY, y: EC_KEY.x }, ['/jwk These members are no public key.']],
    ['no point', { kty: 'EC', crv: 'P-256' }, ['/jwk Expected the members x, y']],
    ['1024 bits', jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), ['/jwk Expected 2048 to 8192']],
    ['an exponent of 1', { ...jwkOf(RSA.publicKey), e: 'AQ' }, ['/jwk ']],
    ['an exponent of 3', { ...jwkOf(RSA.publicKey), e: 'Aw' }, ['/jwk Expected a public exponent']],
    ['an exponent of 65539', { ...jwkOf(RSA.publicKey), e: 'AQAD' }, ['/jwk Expected a public exponent of 65537']],
    ['an exponent of 33 bits', { ...jwkOf(RSA.publicKey), e: 'AQAAAAE' }, ['/jwk Expected a public exponent']],
    ['an exponent as long as the modulus', { ...jwkOf(RSA.publicKey), e: jwkOf(RSA.publicKey).n }, ['/jwk ']],
    ['8200 bits', { ...jwkOf(RSA.publicKey), n: LONG_MODULUS }, ['/jwk Expected 2048 to 8192']],
    ['the algorithm of another kind', { ...EC_KEY, alg: 'RS256' }, ['/jwk/alg ']],
    ['no algorithm at all', { ...EC_KEY, alg: 'none' }, ['/jwk/alg ']],
    [
      'several faults',
      { ...EC_KEY, alg: 'HS256', use: 'enc', key_ops: ['sign'], kid: 7 },
      ['/jwk/alg ', '/jwk/use ', '/jwk/key_ops ', '/jwk/kid '],
    ],
    ['a list', [EC_KEY], ['/jwk Expected a JSON Web Key']],
    ['nothing', null, ['/jwk Expected a JSON Web Key']],
  ])('is refused with %s', (_, jwk, expected) => {
    const faults = faultsOf(jwk);
    expect(faults).toHaveLength(expected.length);
    faults.forEach((fault, index) => expect(fault).toContain(expected[index] ?? ''));
  });
});
