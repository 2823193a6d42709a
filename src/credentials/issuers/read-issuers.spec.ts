// Guards the file of trusted issuers, and what is read from tokens by it.
import { describe, expect, it } from '@jest/globals';
import { claimAt } from './claim-at.js';
import { readIssuers } from './read-issuers.js';
import { scopesOfClaims } from './scopes-of-claims.js';
import type { TrustedIssuer } from './trusted-issuer.js';

const OWN = 'https://gateway.example';
const GOOD = {
  issuer: 'https://login.example.com/tenant/v2.0',
  jwksUri: 'https://login.example.com/keys',
  audience: 'api://banyan',
  algorithms: ['RS256'],
};
const read = (...issuers: readonly unknown[]) => readIssuers(JSON.stringify(issuers), OWN);
const faultsOf = (...issuers: readonly unknown[]): readonly string[] => {
  const outcome = read(...issuers);
  return outcome.ok ? [] : outcome.faults;
};

describe('the file of issuers', () => {
  it('needs four things of each, and has an answer to the rest', () => {
    expect(read(GOOD)).toEqual({
      ok: true,
      value: [{ ...GOOD, clientClaim: 'client_id', tokenTypes: ['at+jwt', 'jwt'], maxLifetimeSeconds: 86_400 }],
    });
  });

  it('may be empty', () => {
    expect(read()).toEqual({ ok: true, value: [] });
  });

  it('takes whatever may be said', () => {
    const more = { clientClaim: 'azp', scopeClaim: 'roles', scopes: { Reader: ['orders.*', 'stock-levels.list'] } };
    const rest = { tokenTypes: ['application/AT+JWT'], maxLifetime: '90m', algorithms: ['PS256', 'EdDSA'] };
    expect(read({ ...GOOD, ...more, ...rest })).toMatchObject({
      value: [{ ...more, tokenTypes: ['at+jwt'], maxLifetimeSeconds: 5400, algorithms: ['PS256', 'EdDSA'] }],
    });
  });

  it('is refused with all faults at once', () => {
    const wrong = {
      ...{ issuer: '', jwksUri: 'http://login.example.com/keys', algorithms: ['HS256', 'none'], maxLifetime: '30d' },
      ...{ tokenTypes: [], scopes: { Reader: ['orders. list'] }, nonsense: 1 },
    };
    expect(faultsOf(GOOD, wrong)).toEqual([
      expect.stringMatching(/^\/1\/issuer: expected the text that tokens have in iss/),
      expect.stringMatching(/^\/1\/jwksUri: expected an https address/),
      expect.stringMatching(/^\/1\/audience: expected the text that tokens have in aud/),
      expect.stringMatching(/^\/1\/scopes\/Reader\/0: expected a scope such as/),
      expect.stringMatching(/^\/1\/algorithms\/0: expected one of ES256, RS256, PS256, EdDSA/),
      expect.stringMatching(/^\/1\/algorithms\/1: expected one of/),
      expect.stringMatching(/^\/1\/tokenTypes: expected at least one/),
      expect.stringMatching(/^\/1\/maxLifetime: expected a duration from 1m to 24h/),
      expect.stringMatching(/^\/1: there is no nonsense here; there are issuer, jwksUri, audience/),
    ]);
  });

  it.each<[string, readonly unknown[], string]>([
    ['an issuer twice', [GOOD, GOOD], 'https://login.example.com/tenant/v2.0 is there twice.'],
    ['the gateway itself', [{ ...GOOD, issuer: OWN }], `${OWN} is the gateway itself.`],
    ['scopes that nothing leads to', [{ ...GOOD, scopes: {} }], `${GOOD.issuer} has scopes, and no scopeClaim`],
    ['no algorithm', [{ ...GOOD, algorithms: [] }], '/0/algorithms: expected at least one'],
    ['no algorithms at all', [{ ...GOOD, algorithms: undefined }], '/0/algorithms: expected'],
  ])('is refused with %s', (_, issuers, fault) => {
    expect(faultsOf(...issuers).join(' ')).toContain(fault);
  });

  it.each([
    ['{', 'It is no JSON.'],
    ['{}', '/: expected a list.'],
  ])('is refused when it is %s', (text, fault) => {
    expect(readIssuers(text, OWN)).toEqual({ ok: false, faults: [fault] });
  });
});

describe('a claim', () => {
  const claims = { azp: 'web', 'https://example.com/roles': ['a'], realm: { banyan: { roles: ['b'] } }, list: ['c'] };
  it.each([
    ['azp', 'web'],
    ['https://example.com/roles', ['a']],
    ['realm.banyan.roles', ['b']],
    ['realm.banyan.none', undefined],
    ['azp.length', undefined],
    ['list.0', 'c'],
    ['constructor', undefined],
    ['realm.__proto__', undefined],
  ])('is found by name or path: %s', (path, expected) => {
    expect(claimAt(claims, path)).toEqual(expected);
  });
});

describe('the scopes of a token', () => {
  const issuer = (more: Partial<TrustedIssuer>): TrustedIssuer => ({
    ...(GOOD as Omit<TrustedIssuer, 'clientClaim' | 'tokenTypes' | 'maxLifetimeSeconds'>),
    ...{ clientClaim: 'client_id', tokenTypes: ['jwt'], maxLifetimeSeconds: 3600, ...more },
  });
  const mapped = { scopeClaim: 'roles', scopes: { Reader: ['orders.*'], Clerk: ['orders.create', 'orders.*'] } };

  it.each<[string, Partial<TrustedIssuer>, object, readonly string[]]>([
    ['whatever the client holds when no claim is looked into', {}, { scope: 'orders.list' }, ['*']],
    ['what a text names', { scopeClaim: 'scope' }, { scope: 'orders.list orders.*' }, ['orders.list', 'orders.*']],
    ['what a list names', { scopeClaim: 'scp' }, { scp: ['orders.list', 7, 'openid'] }, ['orders.list']],
    ['nothing when the claim is missing', { scopeClaim: 'scope' }, {}, []],
    ['nothing when it is neither text nor list', { scopeClaim: 'scope' }, { scope: { all: true } }, []],
    ['what theirs are mapped to', mapped, { roles: ['Reader', 'Clerk'] }, ['orders.*', 'orders.create']],
    ['nothing for what is not mapped', mapped, { roles: ['constructor', 'orders.list', '*'] }, []],
  ])('are %s', (_, more, claims, expected) => {
    expect(scopesOfClaims(claims, issuer(more))).toEqual(expected);
  });
});
