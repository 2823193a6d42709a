// By the calendar, and by a person.
import { expect, it } from '@jest/globals';
import { closedAndHeld } from './closed-and-held.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;

it(
  'nothing arrives at an ERP that is closed or held; what is kept is given, and the rest is told when to come back',
  async () => {
    const verdict = await closedAndHeld({ forMs: 1_500 });
    tellFigures('closed and held', verdict);
    expect(verdict.violations).toEqual([]);
  },
  MOST_MS,
);

it(
  'what arrives is seen where neither the calendar nor a person keeps it away',
  async () => {
    const { violations } = await closedAndHeld({ forMs: 500, open: true });
    expect(violations.join('\n')).toMatch(/arrived in the closed time.*arrived while it was held/s);
  },
  MOST_MS,
);
