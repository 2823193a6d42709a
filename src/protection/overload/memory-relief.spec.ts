// Memory is given back before anybody is refused, and not over and over.
import { describe, expect, it } from '@jest/globals';
import { MemoryRelief } from './memory-relief.js';

function relief() {
  let given = 0;
  const it = new MemoryRelief(() => (given += 1));
  let now = 0;
  const after = (ms: number, share: number): number => {
    now += ms;
    it.sample(share, now);
    return given;
  };
  return { after };
}

describe('memory', () => {
  it('is given back once on the way to the first refusal, and again when it has risen further', () => {
    const { after } = relief();
    expect([after(0, 0.79), after(200, 0.8), after(60_000, 0.805), after(60_000, 0.812)]).toEqual([0, 1, 1, 2]);
  });

  it('is given back every few seconds while somebody is refused for it', () => {
    const { after } = relief();
    expect([after(0, 0.86), after(4_999, 0.86), after(1, 0.86), after(5_000, 0.86)]).toEqual([1, 1, 2, 3]);
  });

  it('is given back anew when it had fallen', () => {
    const { after } = relief();
    expect([after(0, 0.81), after(200, 0.7), after(200, 0.8)]).toEqual([1, 1, 2]);
  });
});
