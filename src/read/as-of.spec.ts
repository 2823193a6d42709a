// How fresh a source is: an honest lower bound, cheap, and never a reason to fail.
import { describe, expect, it } from '@jest/globals';
import { orderFacade } from '../../test/support/read/order-facade.js';
import { orderRow, readBench } from '../../test/support/read/read-bench.js';
import { SourceFault } from '../legacy/source-fault.js';
import { AsOf } from './as-of.js';
import { Lane } from './lane.port.js';
import type { LaneUse } from './lane.port.js';

const reads = (bench: ReturnType<typeof readBench>): number =>
  bench.source.plans.filter(({ kind }) => kind === 'watermark').length;

const never = new AbortController().signal;

describe('asOf', () => {
  it('is read before the data, so that it never claims too much', async () => {
    const bench = readBench({ Orders: [orderRow(1)] });
    await bench.serve('orders.list');
    expect(bench.source.plans.map(({ kind }) => kind)).toEqual(['watermark', 'rows']);
  });

  it('is read at most once a second, however many ask at once', async () => {
    const bench = readBench({ Orders: [orderRow(1)] });
    await Promise.all(Array.from({ length: 20 }, () => bench.serve('orders.list')));
    bench.clock.advance(999);
    await bench.serve('orders.list');
    expect(reads(bench)).toBe(1);
    bench.clock.advance(1);
    await bench.serve('orders.list');
    expect(reads(bench)).toBe(2);
  });

  it('tells how far behind the source is', async () => {
    const bench = readBench({ Orders: [] });
    await bench.serve('orders.list');
    expect(bench.observations).toContainEqual({ kind: 'watermark-read', source: 'replica', lagSeconds: 30 });
  });

  it.each([
    [
      'the source fails',
      (bench: ReturnType<typeof readBench>) => void (bench.source.fail = new SourceFault('refused', 'no')),
    ],
    ['it has no heartbeat yet', (bench: ReturnType<typeof readBench>) => void (bench.source.views['Heartbeat'] = [])],
    [
      'the heartbeat is no time',
      (bench: ReturnType<typeof readBench>) => void (bench.source.views['Heartbeat'] = [{ BEATAT: 'yesterday' }]),
    ],
  ])('is unknown when %s', async (_title, spoil) => {
    const bench = readBench({ Orders: [] });
    spoil(bench);
    const asOf = new AsOf(orderFacade.sources, orderFacade.lanes, bench.outside);
    expect(await asOf.before('replica', new AbortController().signal)).toBeUndefined();
    expect(await asOf.before('unheard-of', new AbortController().signal)).toBeUndefined();
  });

  it('does not keep a caller who has gone, and still answers the others', async () => {
    const bench = readBench({ Orders: [] });
    const asOf = new AsOf(orderFacade.sources, orderFacade.lanes, bench.outside);
    const gone = new AbortController();
    const first = asOf.before('replica', gone.signal);
    const second = asOf.before('replica', new AbortController().signal);
    gone.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(await second).toBe('2026-11-20T11:59:30Z');
  });

  it('gives up on a heartbeat that does not come, without failing the read', async () => {
    const bench = readBench({ Orders: [] });
    bench.source.stall = true;
    const asOf = new AsOf(orderFacade.sources, orderFacade.lanes, bench.outside);
    const reading = asOf.before('replica', new AbortController().signal);
    bench.clock.advance(5_000);
    expect(await reading).toBeUndefined();
  });

  it('has all the time of a statement once it has its slot, however long it waited for that', async () => {
    const bench = readBench({ Orders: [] });
    bench.source.stall = true;
    const slot = Promise.withResolvers<undefined>();
    const told: unknown[] = [];
    class FullLane extends Lane {
      async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>, use?: LaneUse): Promise<T> {
        told.push(use);
        await slot.promise;
        return work(signal).catch((error: unknown) => {
          told.push(signal.aborted);
          throw error;
        });
      }
    }
    const outside = { ...bench.outside, lanes: new Map([['replica', new FullLane()]]) };
    const reading = new AsOf(orderFacade.sources, orderFacade.lanes, outside).before('replica', never);
    const { timeoutMs = 0, waitMs = 0 } = orderFacade.lanes.get('replica') ?? {};
    bench.clock.advance(waitMs / 2);
    slot.resolve(undefined);
    await Promise.resolve();
    bench.clock.advance(timeoutMs);
    expect(await reading).toBeUndefined();
    expect(told).toEqual([{ sort: 'watermark', easy: true }, false]);
  });
});
