// Small: 200 questions. With 5,000: `npm run torture`.
import { expect, it } from '@jest/globals';
import { fewRetries } from './few-retries.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
const LONGEST_MS = 30_000;

it(
  'second tries add a tenth at most to what the ERP has to do',
  async () => {
    const verdict = await fewRetries(200, LONGEST_MS);
    tellFigures('few retries', verdict);
    expect(verdict.violations).toEqual([]);
  },
  MOST_MS,
);

it(
  'more of them are seen',
  async () => {
    const { violations } = await fewRetries(40, LONGEST_MS, 'few retries');
    expect(violations.join('\n')).toMatch(/reads were tried again/);
  },
  MOST_MS,
);
