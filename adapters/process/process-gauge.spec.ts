// What the process says of itself is true: a loop that comes late is seen to, memory in use is.
import { describe, expect, it } from '@jest/globals';
import { ProcessGauge } from './process-gauge.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function stall(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('the delay of the event loop', () => {
  it('is seen while every turn takes long, also right after it was asked for', async () => {
    using gauge = new ProcessGauge(0);
    await wait(100);
    gauge.loopDelayMs();
    for (let turn = 0; turn < 6; turn += 1) {
      stall(150);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await wait(1);
    expect(gauge.loopDelayMs()).toBeGreaterThan(60);
  });

  it('is never negative, and nothing when nothing was measured', () => {
    using gauge = new ProcessGauge(0);
    expect(gauge.loopDelayMs()).toBe(0);
    expect(gauge.loopDelayMs()).toBe(0);
  });
});

describe('the share of memory', () => {
  it('is that of what the process may have', () => {
    using roomy = new ProcessGauge(1e15);
    expect(roomy.memoryShare()).toBeGreaterThan(0);
    expect(roomy.memoryShare()).toBeLessThan(1);
    using tight = new ProcessGauge(process.memoryUsage.rss() / 2);
    expect(tight.memoryShare()).toBeGreaterThan(1.5);
  });
});
