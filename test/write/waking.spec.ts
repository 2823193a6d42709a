// Whatever is accepted together is looked at once: a look claims, or asks the calendar and winds a timer.
import { expect, it } from '@jest/globals';
import { WriteBench } from '../support/write/write-bench.js';

it('a queue looks once for all that was accepted in one turn, and again for what comes later', async () => {
  const bench = new WriteBench();
  let looks = 0;
  bench.closed = (channel, now) => {
    looks += channel === 'procedures' ? 1 : 0;
    return { until: now + 60_000, reason: 'nightly batch' };
  };
  await bench.start();
  await bench.settle();
  looks = 0;
  await Promise.all(Array.from({ length: 20 }, (_, index) => bench.accept(`k-${index}`, `C${10_001 + index}`)));
  await bench.settle();
  expect(looks).toBe(1);
  await bench.accept('later');
  await bench.settle();
  expect(looks).toBe(2);
});
