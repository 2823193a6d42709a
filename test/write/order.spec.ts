// Commands of one key reach the ERP one after the other, in the order they were accepted; different keys go side by side.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { contoso } from '../generated/generated-files.js';
import { WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
beforeEach(() => {
  bench = new WriteBench();
});

function withWhenParked(whenParked: 'block' | 'pass'): Catalogue {
  const catalogue = contoso();
  const binding = catalogue.commandBindings.get('orders.create');
  if (binding === undefined) throw new Error('no orders.create');
  const changed = { ...binding, order: { ...binding.order, whenParked } };
  return { ...catalogue, commandBindings: new Map([...catalogue.commandBindings, ['orders.create', changed]]) };
}

describe('the order of deliveries', () => {
  it('is that of acceptance for one key, one at a time, while other keys go beside it', async () => {
    const running = new Map<string, number>();
    let together = 0;
    bench.script = async (delivery) => {
      const [first] = delivery.parameters;
      const customer = first?.kind === 'input' ? String(first.value) : '';
      running.set(customer, (running.get(customer) ?? 0) + 1);
      expect(running.get(customer)).toBe(1);
      together = Math.max(together, running.size);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(customer);
      return bench.book(delivery);
    };
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      ids.push(await bench.accept(`a-${index}`, 'C10001'));
      await bench.accept(`b-${index}`, 'C10002');
      bench.clock.advance(2);
    }
    await bench.start();
    await bench.pass(10_000, 1_000);
    const delivered = bench.calls.map(({ commandId }) => commandId).filter((id) => ids.includes(id));
    expect(delivered).toEqual(ids);
    expect(together).toBe(2);
    expect(bench.orders).toHaveLength(12);
  });

  it('says which earlier command one is waiting for', async () => {
    const first = await bench.accept('k-1');
    bench.clock.advance(2);
    const { found } = await bench.path.accept(bench.request('k-2'));
    expect(found.command.waitingFor).toBe(first);
  });

  it('is never more calls at once than the lane has slots', async () => {
    let running = 0;
    let highest = 0;
    bench.script = async (delivery) => {
      running += 1;
      highest = Math.max(highest, running);
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return bench.book(delivery);
    };
    for (let index = 0; index < 20; index += 1) await bench.accept(`k-${index}`, `C${10_001 + index}`);
    await bench.start();
    await bench.pass(10_000, 1_000);
    expect(bench.orders).toHaveLength(20);
    expect(highest).toBe(2);
  });

  it.each([
    ['block', 'accepted', 1],
    ['pass', 'succeeded', 2],
  ] as const)('with whenParked %s leaves a later command of a parked one %s', async (whenParked, state, calls) => {
    bench = new WriteBench(withWhenParked(whenParked));
    let first = true;
    bench.script = (delivery) => {
      const outcome = first ? ({ kind: 'undeclared', errorNumber: 1, message: 'x' } as const) : bench.book(delivery);
      first = false;
      return Promise.resolve(outcome);
    };
    const parked = await bench.accept('k-1');
    bench.clock.advance(2);
    const later = await bench.accept('k-2');
    await bench.start();
    await bench.pass(5_000, 1_000);
    expect(await bench.state(parked)).toBe('parked');
    expect(await bench.state(later)).toBe(state);
    expect(bench.calls).toHaveLength(calls);
  });
});
