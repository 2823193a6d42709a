import { describe, expect, it } from '@jest/globals';
import { isCorrelationId, newId } from './ids.js';
import { ManualClock } from './manual-clock.js';

describe('ids', () => {
  it('are 26 characters, sort by time and never repeat', () => {
    const clock = new ManualClock();
    const ids = Array.from({ length: 1000 }, () => {
      clock.advance(1);
      return newId(clock);
    });
    expect(new Set(ids).size).toBe(1000);
    expect([...ids].sort((a, b) => (a < b ? -1 : 1))).toEqual(ids);
    expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  });

  it('made in the same millisecond differ', () => {
    const clock = new ManualClock();
    expect(new Set(Array.from({ length: 1000 }, () => newId(clock))).size).toBe(1000);
  });

  it.each(['', 'a b', 'a\nb', 'æ', 'a'.repeat(65), 'a/b', '\u0000'])(
    'a caller may not choose the correlation id %p',
    (text) => expect(isCorrelationId(text)).toBe(false),
  );
});
