import { describe, expect, it } from '@jest/globals';
import { ADVICE } from './connect-advice.js';
import { connectFailure } from './explain-failure.js';

const coded = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });

describe('advice for connections that cannot be had', () => {
  it('says something to do for every entry, in one sentence that ends', () => {
    for (const { advice } of Object.values(ADVICE)) expect(advice).toMatch(/^[A-Z].{20,}\.$/);
  });

  it.each([
    [18456, 'login-refused', 'user and password'],
    [4060, 'login-refused', 'CREATE USER'],
    [18470, 'login-refused', 'disabled'],
    [18487, 'login-refused', 'expired'],
    [18488, 'login-refused', 'must be changed'],
    [40613, 'unreachable', 'not available'],
  ])('takes the number %i from the server message, because the driver drops it', (number, fault, words) => {
    const failure = connectFailure(coded('ELOGIN'), [5701, number]);
    expect(failure).toMatchObject({ kind: 'unavailable', fault, errorNumber: number });
    expect(failure.advice).toContain(words);
  });

  it.each([
    ['EENCRYPT', 'configuration', 'encryption'],
    ['EINSTLOOKUP', 'unreachable', 'SQL Browser'],
    ['ETIMEOUT', 'unreachable', 'firewall'],
    ['ELOGIN', 'login-refused', 'error log'],
    ['EFEDAUTH', 'login-refused', 'clientSecret'],
  ])('knows the driver code %s', (code, fault, words) => {
    expect(connectFailure(coded(code), [])).toMatchObject({ fault, advice: expect.stringContaining(words) });
  });

  it.each([
    ['ENOTFOUND', 'name server'],
    ['ECONNREFUSED', 'Nothing listens'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'caFile'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'serverName'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'minTlsVersion'],
  ])('looks inside a socket error for %s', (code, words) => {
    expect(connectFailure(coded('ESOCKET', coded(code)), []).advice).toContain(words);
    expect(connectFailure(coded('ESOCKET', new AggregateError([coded(code)])), []).advice).toContain(words);
  });

  it('says so when it does not know', () => {
    expect(connectFailure(new Error('odd'), []).advice).toContain('not in the table');
  });
});
