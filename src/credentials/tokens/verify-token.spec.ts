// Guards the verification of our own tokens, at the edges of time and with empty settings.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { ManualClock } from '../../kernel/manual-clock.js';
import { TokenIssuer } from './issue-token.js';
import { newSigningKeyText } from './signing-keys.js';
import { readSigningKeys } from '../../../test/support/credentials/fixed-signing-keys.js';
import type { SigningKeys } from './signing-keys.js';
import { createTokenVerifier } from './verify-token.js';

const TERMS = { issuer: 'https://gateway.example', audience: 'https://gateway.example', lifetimeSeconds: 600 };
const SUBJECT = { clientId: 'web-shop', credentialId: '0123456789abcdef', scopes: ['orders.list', 'customers.*'] };
const START = Date.parse('2026-11-20T12:00:00Z') / 1000;

let keys: SigningKeys;
beforeAll(async () => {
  keys = await readSigningKeys(newSigningKeyText());
});

describe('a token of ours', () => {
  it('names client, credential, scopes and the end of its life with thirty seconds of grace', async () => {
    const clock = new ManualClock();
    const token = await new TokenIssuer(TERMS, keys, clock).issue(SUBJECT);

    const verified = await createTokenVerifier(TERMS, keys, clock)(token);

    expect(verified).toMatchObject({ principal: { ...SUBJECT, expiresAt: START + 630 }, notBefore: START - 30 });
    expect(Object.isFrozen((verified as { principal: object }).principal)).toBe(true);
  });

  it.each([
    [629, 'accepted'],
    [630, 'expired'],
    [-30, 'accepted'],
    [-31, 'not-yet-valid'],
    [7200, 'expired'],
    [-7200, 'not-yet-valid'],
  ])('verified %i seconds after its issue is %s', async (seconds, expected) => {
    const clock = new ManualClock();
    const token = await new TokenIssuer(TERMS, keys, clock).issue(SUBJECT);
    clock.jump(seconds * 1000);

    const verified = await createTokenVerifier(TERMS, keys, clock)(token);

    expect(typeof verified === 'string' ? verified : 'accepted').toBe(expected);
  });

  it.each([
    [900, 'accepted'],
    [901, 'lifetime'],
    [86_400, 'lifetime'],
  ])('that was signed well to live %i seconds is %s', async (seconds, expected) => {
    const { kid, key } = keys.current;
    const token = await new SignJWT({ client_id: 'web-shop', cid: 'c1', scope: '*' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(TERMS.issuer)
      .setAudience(TERMS.audience)
      .setSubject('web-shop')
      .setJti('1')
      .setIssuedAt(START)
      .setExpirationTime(START + seconds)
      .sign(key);

    const verified = await createTokenVerifier(TERMS, keys, new ManualClock())(token);

    expect(typeof verified === 'string' ? verified : 'accepted').toBe(expected);
  });

  it('is still verified with a key that no longer signs', async () => {
    const [before, after] = [newSigningKeyText(), newSigningKeyText()];
    const clock = new ManualClock();
    const token = await new TokenIssuer(TERMS, await readSigningKeys(before), clock).issue(SUBJECT);

    const verified = await createTokenVerifier(TERMS, await readSigningKeys(after, before), clock)(token);
    const refused = await createTokenVerifier(TERMS, await readSigningKeys(after), clock)(token);

    expect(verified).toMatchObject({ principal: { clientId: 'web-shop' } });
    expect(refused).toBe('signature');
  });
});

describe('the terms', () => {
  it('are refused all at once when a check would silently be skipped', () => {
    const empty = { issuer: ' ', audience: '', lifetimeSeconds: 5 };

    expect(() => createTokenVerifier(empty, keys, new ManualClock())).toThrow(
      'The token issuer must not be empty. The token audience must not be empty. ' +
        'The token lifetime must be 300 to 900 whole seconds.',
    );
    expect(() => new TokenIssuer(empty, keys, new ManualClock())).toThrow('issuer must not be empty');
  });
});
