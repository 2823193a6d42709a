// The ERP's idea of now, on both sides of daylight saving.
import { describe, expect, it } from '@jest/globals';
import { localTime } from './local-time.js';

describe('local time', () => {
  it.each([
    ['2026-01-15T08:05:09.250Z', { date: 20260115, time: 90509, text: '2026-01-15 09:05:09.25' }],
    ['2026-07-15T22:05:09.000Z', { date: 20260716, time: 509, text: '2026-07-16 00:05:09' }],
    ['2026-10-25T00:30:00.007Z', { date: 20261025, time: 23000, text: '2026-10-25 02:30:00.007' }],
    ['2026-10-25T01:30:00.007Z', { date: 20261025, time: 23000, text: '2026-10-25 02:30:00.007' }],
  ])('of %s is that of Copenhagen, without a zone', (instant, expected) => {
    expect(localTime(Date.parse(instant))).toEqual(expected);
  });
});
