// Guards what scopes cover and how they are cut down.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkScopes } from './check-scopes.js';
import { covers, intersect, isScope } from './scopes.js';

const OPERATIONS = ['orders.list', 'orders.get', 'orders.lines.list', 'ordersArchive.list', 'customers.get'];
const someScope = fc.constantFrom(...OPERATIONS, 'orders.*', 'orders.lines.*', 'customers.*', '*');
const someScopes = fc.array(someScope, { maxLength: 5 });

describe('a scope', () => {
  it.each([
    ['orders.list', 'orders.list', true],
    ['orders.list', 'orders.get', false],
    ['orders.list', 'orders.list.more', false],
    ['orders.*', 'orders.list', true],
    ['orders.*', 'orders.lines.list', true],
    ['orders.*', 'ordersArchive.list', false],
    ['orders.*', 'orders', false],
    ['*', 'anything.at.all', true],
    ['ORDERS.LIST', 'orders.list', false],
    ['*.list', 'orders.list', false],
    ['**', 'orders.list', false],
    ['orders.l*', 'orders.list', false],
    ['.*', 'orders.list', false],
    ['', '', false],
  ])('%j covers %j: %j', (scope, operation, expected) => {
    expect(covers([scope], operation)).toBe(expected);
  });

  it.each(['orders', 'orders.', '.list', '*.list', 'orders.*.list', 'orders list', '__proto__', 'orders.lïst'])(
    'is not written %j',
    (text) => {
      expect(isScope(text)).toBe(false);
    },
  );
});

describe('the intersection of two lists of scopes', () => {
  it('covers an operation exactly when both lists do', () => {
    fc.assert(
      fc.property(someScopes, someScopes, fc.constantFrom(...OPERATIONS), (left, right, operation) => {
        const expected = covers(left, operation) && covers(right, operation);
        expect(covers(intersect(left, right), operation)).toBe(expected);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('is the same list whichever side comes first', () => {
    fc.assert(
      fc.property(someScopes, someScopes, (left, right) => {
        expect(intersect(left, right)).toEqual(intersect(right, left));
      }),
      { seed: 7 },
    );
  });
});

describe('checking scopes against the operations that exist', () => {
  it('finds nothing wrong with ids, branches and everything', () => {
    expect(checkScopes(['orders.list', 'orders.*', 'orders.lines.*', '*'], OPERATIONS)).toEqual([]);
  });

  it('names every fault at once, with what was probably meant', () => {
    expect(checkScopes(['orders.lst', 'customer.*', 'orders.list', 'zzzzzzzz'], OPERATIONS)).toEqual([
      'The scope "orders.lst" names no operation. Did you mean orders.list?',
      'The scope "customer.*" names no operation. Did you mean customers.*?',
      'The scope "zzzzzzzz" names no operation. Allowed are operation ids, a resource followed by .*, and *.',
    ]);
  });

  it('does not repeat a very long text', () => {
    expect(checkScopes(['x'.repeat(100_000)], OPERATIONS)[0]?.length).toBeLessThan(300);
  });
});
