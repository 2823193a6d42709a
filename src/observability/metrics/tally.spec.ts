// What is tallied arrives in the counter once, under its own labels.
import { describe, expect, it } from '@jest/globals';
import { Counter, Registry } from 'prom-client';
import { Tally } from './tally.js';

function tallied() {
  const registry = new Registry();
  const counter = new Counter({ name: 'seen', help: 'x', labelNames: ['one', 'other'], registers: [registry] });
  return { tally: new Tally(counter, ['one', 'other']), text: () => registry.metrics() };
}

describe('a tally', () => {
  it('hands over its sums by labels, each unit once however often it is looked at', async () => {
    const { tally, text } = tallied();
    tally.add(['a', 'b']);
    tally.add(['a', 'b'], 4);
    tally.add(['b', 'a']);
    tally.flush();
    tally.flush();
    tally.add(['b', 'a'], 2);
    tally.flush();
    expect(await text()).toMatch(/seen\{one="a",other="b"\} 5\nseen\{one="b",other="a"\} 3/);
  });

  it('says nothing of labels that were never counted', async () => {
    const { tally, text } = tallied();
    tally.add(['a', 'b'], 0);
    tally.flush();
    expect(await text()).not.toContain('seen{');
  });
});
