// Limits that contradict each other: each is told with its file, its line and a way out, and all of them at once.
import { describe, expect, it } from '@jest/globals';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { broken, loadSmall, smallTexts } from './small-facade.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';
const ROW = 'wait: 250ms, timeout: 1m }';

const breaker = (title: string, members: string, message: string): Mistake => [
  title,
  facade,
  ROW,
  `wait: 250ms, timeout: 1m, breaker: ${members} }`,
  message,
];

const freshness = (title: string, members: string, message: string): Mistake => [
  title,
  orders,
  '  count: exact',
  `  freshness: { ${members} }`,
  message,
];

const plan = (title: string, members: string, message: string): Mistake => [
  title,
  facade,
  'versions:',
  `plans:\n  small: { ${members} }\nversions:`,
  message,
];

const mistakes: readonly Mistake[] = [
  breaker('a breaker that cannot trip in time', '{ of: 3 }', 'is more than the 2 of `concurrency`'),
  breaker('a breaker that no share opens', '{ failures: 0% }', 'must be a percentage from "1%" to "100%"'),
  breaker('a breaker of no calls', '{ of: 0 }', 'must be at least 1'),
  breaker('a breaker that opens for no time', '{ open: 50ms }', 'must be between 100ms and 10m'),
  breaker('a breaker that opens for too long', '{ open: 11m }', 'must be between 100ms and 10m'),
  breaker(
    'slow calls longer than the timeout',
    '{ slow: 61s }',
    'is longer than `timeout`: no call ever takes that long',
  ),
  breaker('slow calls of no time', '{ slow: 0s }', 'every call would count as failed'),
  breaker('a misspelt member of a breaker', '{ failres: 50% }', 'Did you mean "failures"?'),
  breaker('a breaker that is a word', 'none', 'must be one of off'),
  [
    'a deadline below the timeout',
    facade,
    ROW,
    'wait: 250ms, timeout: 1m, deadline: 59s }',
    'is shorter than `timeout`',
  ],
  ['every slot reserved', facade, ROW, 'reserved: 2 }', 'must be less than the 2 of `concurrency`'],
  ['a negative reservation', facade, ROW, 'reserved: -1 }', 'must be at least 0'],
  ['a lane that is adapted a little', facade, ROW, 'adaptive: some }', 'must be one of on, off'],
  freshness('revalidating before it is stale', 'fresh: 1m, revalidate: 30s', 'is shorter than `fresh` (1m)'),
  freshness('an error age below revalidating', 'revalidate: 5m, error: 4m', 'is shorter than `revalidate` (5m)'),
  freshness('an outage below fresh', 'fresh: 10m, outage: 9m', 'is shorter than `fresh` (10m)'),
  freshness('an outage below an error', 'error: 10m, outage: 9m', 'is shorter than `error` (10m)'),
  freshness('an outage of months', 'outage: 721h', 'must be at most 720h'),
  freshness('an unknown age', 'stale: 5m', 'Allowed: fresh, revalidate, error, outage'),
  ['a field that is cached', orders, 'nullable: true, sensitive: true', 'nullable: true, cache: always', 'must be'],
  plan('a burst above the rate', 'rate: 10/s, burst: 60, concurrency: 2', 'is more than the 10 of `rate`'),
  plan('a rate without a time', 'rate: "10", burst: 6, concurrency: 2', 'must be a number of requests per s, min or h'),
  plan(
    'an unknown priority',
    'rate: 10/s, burst: 6, concurrency: 2, priority: low',
    'must be one of interactive, bulk',
  ),
];

tellsEach('the protection', mistakes);

describe('limits that contradict each other', () => {
  it('are told all at once', () => {
    const row = 'reserved: 2, wait: 2m, timeout: 1m, deadline: 1s, breaker: { of: 9, open: 1h, slow: 2m } }';
    const texts = broken(
      orders,
      '  count: exact',
      '  freshness: { fresh: 1h, revalidate: 1m, error: 30s, outage: 1s }',
      broken(facade, ROW, row, smallTexts),
    );
    const outcome = loadSmall(texts);
    expect(outcome.ok ? [] : outcome.faults.map(({ path }) => path).sort()).toEqual([
      'protection.replica.breaker.of',
      'protection.replica.breaker.open',
      'protection.replica.breaker.slow',
      'protection.replica.deadline',
      'protection.replica.reserved',
      'protection.replica.wait',
      'protection.replica.wait',
      'resources.orders.read.freshness.error',
      'resources.orders.read.freshness.outage',
      'resources.orders.read.freshness.revalidate',
    ]);
  });
});
