// The judge of all other tests of the whole system: an answer that departs from the document does not pass it.
import { describe, expect, it } from '@jest/globals';
import { PublishedContract } from '../support/running/published-contract.js';
import type { Judged } from '../support/running/published-contract.js';

const contract = new PublishedContract();
const FIELDS = {
  etag: 'W/"a"',
  'cache-control': 'private, no-cache',
  vary: 'Authorization, Accept',
  'x-correlation-id': 'a',
  'content-type': 'application/json',
  ratelimit: '"standard";r=48;t=1',
  'ratelimit-policy': '"standard";q=600;w=60',
};
const LIST = {
  id: 'DKK-ST',
  name: 'Standard',
  kind: 'standard',
  currency: 'DKK',
  includesVat: false,
  validFrom: null,
  validTo: '2026-12-31',
  changedAt: '2026-01-31T12:00:00Z',
};

function departures(
  change: Partial<Judged> & { readonly record?: object; readonly fields?: Record<string, string> },
): readonly string[] {
  const { record = {}, fields = {}, ...rest } = change;
  const body = JSON.stringify({ ...LIST, ...record });
  const all = new Headers({ ...FIELDS, ...fields });
  return contract.departures({
    method: 'GET',
    target: '/v1/price-lists/DKK-ST',
    status: 200,
    headers: all,
    body,
    ...rest,
  });
}

describe('the judge', () => {
  it('lets an answer pass that is what the document says', () => {
    expect(departures({})).toEqual([]);
  });

  it.each<[string, Parameters<typeof departures>[0], RegExp]>([
    ['an undescribed status', { status: 418 }, /does not describe status 418/],
    ['an address of no operation', { target: '/v1/nothing' }, /no operation/],
    ['an unknown member of an enumeration', { record: { kind: 'secret' } }, /\/kind/],
    ['an impossible day', { record: { validTo: '2026-02-31' } }, /\/validTo/],
    ['a day that is not one', { record: { validTo: '20260231' } }, /\/validTo/],
    ['a missing member', { record: { name: undefined } }, /required property 'name'/],
    ['a null where a value is required', { record: { currency: null } }, /\/currency/],
    ['a header field that is not described', { fields: { 'x-powered-by': 'x' } }, /x-powered-by is not described/],
    ['another content type', { fields: { 'content-type': 'text/html' } }, /content type text\/html/],
    ['a body in the answer to HEAD', { method: 'HEAD' }, /HEAD/],
    ['a body in a 304', { status: 304 }, /a body where/],
    ['a wrong length', { fields: { 'content-length': '3' } }, /content-length/],
  ])('refuses %s', (_title, change, expected) => {
    expect(departures(change).join('\n')).toMatch(expected);
  });

  it('refuses an answer without its validator', () => {
    const headers = new Headers(FIELDS);
    headers.delete('etag');
    expect(departures({ headers })).toEqual(['header ETag is missing']);
  });

  it('refuses a member the document does not know', () => {
    expect(departures({ record: { password: 'x' } })).not.toEqual([]);
  });
});
