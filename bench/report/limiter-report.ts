// The table and the target of the limiter.
import { LARGE, SMALL } from '../measures/limiter.js';
import type { LimiterRound } from '../measures/limiter.js';
import { spreadOf } from '../measures/spread.js';
import type { Section } from './cold-report.js';
import { ratio } from './figures.js';
import { table } from './table.js';

/** How much dearer a decision may be at the large limit. */
const BOUND = 1.2;

export function limiterReport(rounds: readonly LimiterRound[]): Section {
  const grown = spreadOf(rounds.map(({ small, large }) => large / small));
  const stockGrown = spreadOf(rounds.map(({ stockSmall, stockLarge }) => stockLarge / stockSmall));
  const micros = (of: (round: LimiterRound) => number): string => spreadOf(rounds.map(of)).median.toFixed(2);
  const head = ['limiter', `µs at ${SMALL} per window`, `µs at ${LARGE} per window`, 'large / small'];
  const rows = [
    ['buckets', micros(({ small }) => small), micros(({ large }) => large), ratio(grown)],
    [
      'stock storage',
      micros(({ stockSmall }) => stockSmall),
      micros(({ stockLarge }) => stockLarge),
      ratio(stockGrown),
    ],
  ];
  return {
    text: ['## One decision of the limiter', '', table(head, rows)].join('\n'),
    targets: [
      {
        name: `a decision at ${LARGE} per window against one at ${SMALL}`,
        value: grown.median,
        bound: BOUND,
        kind: 'at most',
        unit: '×',
      },
    ],
  };
}
