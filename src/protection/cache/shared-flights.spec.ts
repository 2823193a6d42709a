// One asking for all who wait, which ends for each at its own time and altogether when the last has left.
import { describe, expect, it } from '@jest/globals';
import { NobodyWaits, SharedFlights } from './shared-flights.js';

const forever = new AbortController().signal;

function bench() {
  const flights = new SharedFlights<string>();
  const started: { readonly signal: AbortSignal; readonly end: PromiseWithResolvers<string> }[] = [];
  const join = (signal: AbortSignal = forever) =>
    flights.join('key', signal, (shared) => {
      const end = Promise.withResolvers<string>();
      started.push({ signal: shared, end });
      return end.promise;
    });
  return { flights, started, join };
}

describe('a shared asking', () => {
  it('begins once and answers all who joined it', async () => {
    const { started, join } = bench();
    const joined = [join(), join(), join()];
    expect(joined.map(({ collapsed }) => collapsed)).toEqual([false, true, true]);
    started[0]?.end.resolve('answer');
    expect(await Promise.all(joined.map(({ result }) => result))).toEqual(['answer', 'answer', 'answer']);
    expect(started).toHaveLength(1);
  });

  it('belongs to those who still wait, not to the one who began it', async () => {
    const { started, join } = bench();
    const leader = new AbortController();
    const first = join(leader.signal).result;
    const second = join().result;
    leader.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(started[0]?.signal.aborted).toBe(false);
    started[0]?.end.resolve('answer');
    expect(await second).toBe('answer');
  });

  it('is given up when the last has left, and the next one begins anew', async () => {
    const { flights, started, join } = bench();
    const leaving = new AbortController();
    const joined = [join(leaving.signal), join(leaving.signal)];
    leaving.abort(new Error('gone'));
    for (const { result } of joined) await expect(result).rejects.toThrow('gone');
    expect(started[0]?.signal.reason).toBeInstanceOf(NobodyWaits);
    expect(flights.has('key')).toBe(false);
    expect(join().collapsed).toBe(false);
    started[0]?.end.reject(new Error('given up'));
    expect(flights.has('key')).toBe(true);
  });

  it('fails for all who wait, and is not remembered', async () => {
    const { started, join } = bench();
    const results = [join().result, join().result];
    started[0]?.end.reject(new Error('refused'));
    for (const result of results) await expect(result).rejects.toThrow('refused');
    expect(join().collapsed).toBe(false);
  });

  it('is never begun for somebody who has left already', () => {
    const { started, join } = bench();
    expect(() => join(AbortSignal.abort(new Error('gone')))).toThrow('gone');
    expect(started).toHaveLength(0);
  });
});
