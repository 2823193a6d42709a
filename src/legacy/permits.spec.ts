// Permits: never more than there are, in the order they were asked for, and none for whoever has left.
import { describe, expect, it } from '@jest/globals';
import { Permits } from './permits.js';

const staying = new AbortController().signal;

describe('permits', () => {
  it('are as many as there are, and the next one goes to whoever has waited longest', async () => {
    const permits = new Permits(2);
    const had: number[] = [];
    const asked = [1, 2, 3, 4].map(async (each) => {
      await permits.take(staying);
      had.push(each);
    });
    await Promise.all(asked.slice(0, 2));
    expect(had).toEqual([1, 2]);
    permits.giveBack();
    await asked[2];
    expect(had).toEqual([1, 2, 3]);
    permits.giveBack();
    await asked[3];
    expect(had).toEqual([1, 2, 3, 4]);
  });

  it('go past whoever has left the queue, and none is lost by that', async () => {
    const permits = new Permits(1);
    const leaving = new AbortController();
    await permits.take(staying);
    const left = permits.take(leaving.signal);
    const stayed = permits.take(staying);
    leaving.abort();
    expect(await left).toBe(false);
    permits.giveBack();
    expect(await stayed).toBe(true);
    permits.giveBack();
    expect(await permits.take(staying)).toBe(true);
  });

  it('are refused to whoever has left before asking', async () => {
    const permits = new Permits(1);
    expect(await permits.take(AbortSignal.abort())).toBe(false);
    expect(await permits.take(staying)).toBe(true);
  });
});
