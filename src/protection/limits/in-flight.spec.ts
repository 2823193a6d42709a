// Requests in flight are counted while they run, and never longer.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InFlight } from './in-flight.js';

describe('requests in flight', () => {
  it('are refused from the limit on, and let in again as others leave', () => {
    const flight = new InFlight();
    const [one, two] = [flight.enter('a', 2), flight.enter('a', 2)];
    expect(flight.enter('a', 2)).toBeUndefined();
    expect(flight.enter('b', 2)).toBeDefined();
    one?.leave();
    expect(flight.enter('a', 2)).toBeDefined();
    expect(two).toBeDefined();
  });

  it('leave once, however often they say so', () => {
    const flight = new InFlight();
    const place = flight.enter('a', 1);
    flight.enter('b', 1);
    place?.leave();
    place?.leave();
    expect(flight.total).toBe(1);
    expect([flight.enter('a', 1), flight.enter('b', 1)].map((found) => found !== undefined)).toEqual([true, false]);
  });

  it('are as many as have entered and not left, whatever the order', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), leaves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (steps, most) => {
        const flight = new InFlight();
        const inside = new Map<string, NonNullable<ReturnType<InFlight['enter']>>[]>();
        for (const { key, leaves } of steps) {
          const places = inside.get(key) ?? [];
          inside.set(key, places);
          if (leaves) places.pop()?.leave();
          else {
            const place = flight.enter(key, most);
            expect(place !== undefined).toBe(places.length < most);
            if (place !== undefined) places.push(place);
          }
        }
        expect(flight.total).toBe([...inside.values()].reduce((sum, { length }) => sum + length, 0));
      }),
    );
  });
});
