// The civil day of a batch is that of its layout's zone.
import { describe, expect, it } from '@jest/globals';
import { dateIn } from './date-in.js';

describe('the civil day', () => {
  it.each([
    ['Europe/Copenhagen', '2026-11-30T22:59:59.999Z', '2026-11-30'],
    ['Europe/Copenhagen', '2026-11-30T23:00:00Z', '2026-12-01'],
    ['Europe/Copenhagen', '2026-07-31T22:00:00Z', '2026-08-01'],
    ['America/New_York', '2026-12-01T04:59:59Z', '2026-11-30'],
    ['Pacific/Kiritimati', '2026-11-30T10:00:00Z', '2026-12-01'],
  ])('in %s at %s is %s', (zone, instant, day) => {
    expect(dateIn(zone, Date.parse(instant))).toBe(day);
  });

  it('is not made up for a zone that nobody knows', () => {
    expect(() => dateIn('Europe/Nowhere', 0)).toThrow(RangeError);
  });
});
