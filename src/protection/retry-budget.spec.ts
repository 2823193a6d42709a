import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RetryBudget } from './retry-budget.js';

it('second tries are a tenth of the first ones at most, over any time, however they are spread', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (asks) => {
      const budget = new RetryBudget();
      let [first, second] = [0, 0];
      for (const isFirst of asks) {
        if (isFirst) budget.earn();
        else if (budget.spend()) second += 1;
        if (isFirst) first += 1;
        expect(second).toBeLessThanOrEqual(first / 10 + 1e-9);
      }
    }),
    { seed: 20_261_120 },
  );
});

it('a tenth is really given, and no more than a few are saved up', () => {
  const budget = new RetryBudget();
  for (let index = 0; index < 10; index += 1) budget.earn();
  expect([budget.spend(), budget.spend()]).toEqual([true, false]);
  for (let index = 0; index < 10_000; index += 1) budget.earn();
  const given = Array.from({ length: 20 }, () => budget.spend()).filter(Boolean);
  expect(given).toHaveLength(5);
});
