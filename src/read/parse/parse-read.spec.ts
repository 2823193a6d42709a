// What the parser refuses, and what it says: every fault at once, naming what is allowed.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderFacade } from '../../../test/support/read/order-facade.js';
import { Problem } from '../../problems/problem.js';
import { prepareRead } from '../plan/prepared-read.js';
import { parseRead } from './parse-read.js';
import type { AskedRead } from './parse-read.js';

const reads = (orderFacade.versions[0]?.operations ?? []).map((operation) => prepareRead(orderFacade, 'v1', operation));

function parse(query: string, operation = 'orders.list'): AskedRead {
  const read = reads.find((candidate) => candidate.operation.id === operation);
  if (read === undefined) throw new Error(`no ${operation}`);
  return parseRead(query, read.operation, read.parameters);
}

function faultsOf(query: string, operation?: string): readonly (readonly [string | undefined, string])[] {
  try {
    parse(query, operation);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).toBe('invalid-request');
    return error.errors.map(({ parameter, detail }) => [parameter, detail]);
  }
}

describe('a good query', () => {
  it('is understood whole', () => {
    const query =
      'status%5Bin%5D=open&status[in]=held&total[gte]=100&note[contains]=a+b%26&sort=-orderedOn,id&limit=5&count=exact';
    expect(parse(query)).toMatchObject({
      filters: [
        { field: 'status', operator: 'in', values: ['open', 'held'] },
        { field: 'total', operator: 'gte', values: ['100'] },
        { field: 'note', operator: 'contains', values: ['a b&'] },
      ],
      sort: [
        { field: 'orderedOn', descending: true },
        { field: 'id', descending: false },
      ],
      limit: 5,
      count: true,
      after: undefined,
      fields: undefined,
    });
  });

  it('may be empty, and may hold empty pieces', () => {
    expect(parse('&&').filters).toEqual([]);
  });
});

describe('a bad query', () => {
  it('gets all of its faults at once', () => {
    const query =
      'stauts=open&status=closed&status=open&total[gt]=1&total[gte]=1,5&limit=101&sort=note&orderedOn=2026-02-30&customerId=';
    expect(faultsOf(query).map(([parameter]) => parameter)).toEqual([
      'stauts',
      'status',
      'total[gt]',
      'total[gte]',
      'limit',
      'sort',
      'orderedOn',
      'customerId',
    ]);
  });

  it.each<[string, string, string | undefined, RegExp]>([
    [
      'a parameter that does not exist',
      'stauts=open',
      'stauts',
      /^Unknown parameter\. Did you mean status\? Allowed: id, id\[in\], /,
    ],
    [
      'an operator that is not offered',
      'total[gt]=1',
      'total[gt]',
      /^Unknown operator\. Filters on total: total\[gte\], total\[lte\]\.$/,
    ],
    ['equality that is not offered', 'total=1', 'total', /^Unknown operator\. Filters on total: /],
    [
      'an array for a scalar',
      'status[]=open',
      'status[]',
      /^Unknown operator\. Filters on status: status, status\[in\], /,
    ],
    ['a prototype', '__proto__[x]=1', '__proto__[x]', /^Unknown parameter\. Allowed: /],
    ['a scalar given twice', 'limit=1&limit=2', 'limit', /^Given 2 times; allowed once\.$/],
    ['an empty value', 'status=', 'status', /^Empty\. Expected one of open, held, picking, cancelled\.$/],
    ['a name without a value', 'status', 'status', /^Empty\./],
    ['an unknown word', 'status=closed', 'status', /^Expected one of open, held, picking, cancelled\.$/],
    ['an impossible date', 'orderedOn=2026-02-30', 'orderedOn', /^Expected a date such as 2026-01-31\.$/],
    [
      'a decimal with a comma',
      'total[gte]=1,5',
      'total[gte]',
      /^Expected a decimal number with at most 13 digits and 2 behind the point/,
    ],
    ['a decimal with an exponent', 'total[gte]=1e5', 'total[gte]', /^Expected a decimal/],
    ['an instant whose plus sign became a blank', 'changedAt[gte]=2026-01-31T12:00:00+01:00', 'changedAt[gte]', /%2B/],
    ['a page of nothing', 'limit=0', 'limit', /^Expected a whole number from 1 to 100\.$/],
    ['a page without end', 'limit=99999999999999999999', 'limit', /^Expected a whole number from 1 to 100\.$/],
    ['a limit that is not written as a number', 'limit=1e1', 'limit', /^Expected a whole number/],
    [
      'a field that cannot be sorted by',
      'sort=note',
      'sort',
      /^Expected a list, separated by commas, of orderedOn, id, /,
    ],
    ['a sort field given twice', 'sort=id,-id', 'sort', /^A field stands twice\./],
    ['a count that is not offered', 'count=about', 'count', /^Expected exact\.$/],
    [
      'a field that does not exist',
      'fields=id,secret',
      'fields',
      /^Expected a list, separated by commas, of id, customerId, /,
    ],
    ['too many values', Array(51).fill('id[in]=A').join('&'), 'id[in]', /^Expected 1 to 50 times text/],
    ['too many parameters', Array(200).fill('a=1').join('&'), undefined, /more than 128 parameters/],
    ['a broken escape', 'status=%zz', 'status', /^Not readable: expected UTF-8/],
    ['bytes that are not UTF-8', 'status=%ff', 'status', /^Not readable/],
    ['a NUL', 'note[contains]=a%00', 'note[contains]', /^Not readable/],
    ['raw bytes outside ASCII', 'note[contains]=é', 'note[contains]', /^Not readable/],
    ['a name that is not readable', '%ff=1', undefined, /^A parameter name is not readable\./],
    [
      'a control character',
      'note[contains]=%C2%81',
      'note[contains]',
      /^Expected 1 to 40 characters of readable text\.$/,
    ],
  ])('with %s is told so', (_title, ...[query, parameter, detail]) => {
    expect(faultsOf(query)).toEqual([[parameter, expect.stringMatching(detail)]]);
  });

  it('is told when an operation takes nothing', () => {
    expect(faultsOf('a=1', 'stock-levels.get')).toEqual([
      ['a', 'Unknown parameter. This operation takes no query parameters.'],
    ]);
  });

  it('never grows the answer with its own nonsense', () => {
    const [[name] = ['']] = faultsOf(`${'x'.repeat(10_000)}=1`);
    expect(name).toHaveLength(65);
  });
});

describe('any query at all', () => {
  const names = fc.constantFrom(
    'status',
    'status[in]',
    'status[]',
    'total[gte]',
    'limit',
    'sort',
    'after',
    'fields',
    'count',
    '__proto__',
    'constructor',
    'a[b][c]',
    'id',
  );
  const values = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      'open',
      "';DROP TABLE Orders--",
      '%',
      '%00',
      '%ff%fe',
      '1e999',
      '-0',
      '9'.repeat(40),
      'id,-id',
      '{"$gt":""}',
      '\ud800',
      '2026-01-31',
    ),
    fc.double().map(String),
  );
  const encode = (text: string): string => encodeURIComponent(text.toWellFormed());
  const pairs = fc
    .tuple(fc.oneof(names, fc.string({ maxLength: 12 })), values, fc.boolean())
    .map(([name, value, encoded]) => (encoded ? `${encode(name)}=${encode(value)}` : `${name}=${value}`));
  const queries = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pairs, { maxLength: 12 }).map((all) => all.join('&')),
  );

  it('is either understood or refused with a Problem that names every fault', () => {
    const property = fc.property(queries, fc.constantFrom(...reads), (query, read) => {
      try {
        parseRead(query, read.operation, read.parameters);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        expect((error as Problem).code).toBe('invalid-request');
        expect((error as Problem).errors.length).toBeGreaterThan(0);
      }
    });
    fc.assert(property, { seed: 20261120, numRuns: 10_000 });
  });
});
