// Guards that an assertion is good once, and that nothing that could still be used is forgotten for want of room.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import { SpentAssertions } from './spent-assertions.js';

const LONGEST_MS = (300 + 2 * 30) * 1000;

describe('the memory of used assertions', () => {
  it('knows a number for as long as it could be accepted, whatever the wall clock does meanwhile', () => {
    const clock = new ManualClock();
    const spent = new SpentAssertions(clock);

    expect(spent.spend('a', '1')).toBe('spent');
    clock.jump(86_400_000);
    expect(spent.spend('a', '1')).toBe('replayed');
    clock.advance(LONGEST_MS);
    expect(spent.spend('a', '1')).toBe('replayed');
    clock.advance(LONGEST_MS);
    expect(spent.spend('a', '1')).toBe('spent');
  });

  it('tells clients apart, and numbers that look alike when they are joined', () => {
    const spent = new SpentAssertions(new ManualClock());

    expect([spent.spend('a', 'b'), spent.spend('b', 'b'), spent.spend('a', 'b ')]).toEqual(['spent', 'spent', 'spent']);
  });

  it('refuses when it is full instead of forgetting, and has room again when the first have ended', () => {
    const clock = new ManualClock();
    const spent = new SpentAssertions(clock, { perClient: 2, overall: 3 });

    expect([spent.spend('a', '1'), spent.spend('a', '2'), spent.spend('a', '3')]).toEqual([
      'spent',
      'spent',
      'no-room',
    ]);
    expect([spent.spend('b', '1'), spent.spend('c', '1')]).toEqual(['spent', 'no-room']);
    expect([spent.spend('a', '1'), spent.spend('b', '1')]).toEqual(['replayed', 'replayed']);
    clock.advance(2 * LONGEST_MS);
    expect([spent.spend('a', '3'), spent.spend('c', '1')]).toEqual(['spent', 'spent']);
  });
});
