// A process that dies between any two steps loses nothing and doubles nothing: the next one finds everything in the
// ledger. Dying is played by a step that never ends.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Failpoint } from '../../src/write/failpoint.js';
import { TIMES, WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
beforeEach(() => {
  bench = new WriteBench();
});

const lanes = (): number => bench.catalogue.lanes.get('procedures')?.timeoutMs ?? 0;

describe('after a death', () => {
  it.each<[Failpoint, number]>([
    ['claimed', 0],
    ['delivering', 0],
    ['delivered', 1],
    ['settled', 1],
  ])('at the step "%s" the command has exactly one effect in the end', async (failpoint, before) => {
    const id = await bench.accept('k-1');
    const first = await bench.start(failpoint);
    await bench.settle();
    expect(first.passed.get(failpoint)).toBe(1);
    expect(bench.effects(id)).toBe(before);
    await bench.start();
    await bench.pass(120_000, 2_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
  });

  it.each<Failpoint>(['verifying', 'verified'])(
    'at the step "%s" the question is taken up again',
    async (failpoint) => {
      bench.script = (delivery) => {
        bench.book(delivery);
        return Promise.resolve({ kind: 'unknown', reason: 'the connection broke', sessionEnded: true });
      };
      const id = await bench.accept('k-1');
      const first = await bench.start(failpoint);
      await bench.settle();
      expect(first.passed.get(failpoint)).toBe(1);
      expect(await bench.state(id)).toBe('unknown');
      await bench.start();
      await bench.pass(60_000, 2_000);
      expect(await bench.state(id)).toBe('succeeded');
      expect(bench.effects(id)).toBe(1);
    },
  );

  it('in the middle of a call the channel stays closed until no call of that time can be running', async () => {
    await bench.accept('k-1', 'C10001');
    await bench.start('delivering');
    await bench.settle();
    const { dispatchers } = await bench.start();
    const second = await bench.accept('k-2', 'C10002');
    expect(dispatchers.closedChannels().get('procedures')).toBe(lanes() + TIMES.graceMs);
    await bench.pass(lanes() + TIMES.graceMs - 1_000, 1_000);
    expect(bench.calls).toHaveLength(0);
    await bench.pass(3_000, 500);
    expect(await bench.state(second)).toBe('succeeded');
  });

  it('with nothing under way the channel opens at once', async () => {
    await bench.accept('k-1');
    const { dispatchers } = await bench.start();
    expect(dispatchers.closedChannels().size).toBe(0);
    await bench.settle();
    expect(bench.calls).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('finishes the call that has begun and claims no other', async () => {
    const gate = Promise.withResolvers<undefined>();
    bench.script = async (delivery) => {
      await gate.promise;
      return bench.book(delivery);
    };
    const first = await bench.accept('k-1', 'C10001');
    const { dispatchers } = await bench.start();
    await bench.settle();
    const stopped = dispatchers.stop(10_000);
    const second = await bench.accept('k-2', 'C10002');
    await bench.settle();
    gate.resolve(undefined);
    await stopped;
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'accepted']);
  });

  it('leaves a call that does not end to the next start, which settles it by asking', async () => {
    bench.script = (delivery) => {
      bench.book(delivery);
      return new Promise(() => undefined);
    };
    const id = await bench.accept('k-1');
    const { dispatchers } = await bench.start();
    await bench.settle();
    const stopped = dispatchers.stop(2_000);
    await bench.pass(2_500);
    await stopped;
    expect(await bench.state(id)).toBe('delivering');
    bench.die();
    await bench.start();
    await bench.pass(60_000, 2_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
  });
});
