import { expect, it } from '@jest/globals';
import { DAY_MS, durationMs, durationText } from './duration.js';

it.each([
  ['0s', 0],
  ['250ms', 250],
  ['30s', 30_000],
  ['10m', 600_000],
  ['36h', 1.5 * DAY_MS],
  ['999999999d', 999_999_999 * DAY_MS],
])('reads %s as its milliseconds', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

it.each(['', '5', 'h', '1w', '-1s', '1.5h', ' 1h', '1h ', '1000000000s', '1H', '1min'])(
  'does not take "%s" for a duration',
  (text) => {
    expect(durationMs(text)).toBeUndefined();
  },
);

it.each(['250ms', '90s', '10m', '36h', '30d'])('writes %s as it is read', (text) => {
  expect(durationText(durationMs(text) ?? NaN)).toBe(text);
});
