import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IndexedHeap } from './indexed-heap.js';

describe('a heap', () => {
  it('gives the first of what is in it, whatever was added and taken from its middle', () => {
    const step = fc.oneof(fc.record({ add: fc.integer({ min: 0, max: 50 }) }), fc.record({ take: fc.nat(40) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const heap = new IndexedHeap<{ value: number }>((one, other) => one.value < other.value);
        const model: { value: number }[] = [];
        for (const each of steps) {
          if ('add' in each) {
            const item = { value: each.add };
            heap.add(item);
            model.push(item);
          } else {
            const [gone] = model.splice(each.take % Math.max(1, model.length), 1);
            if (gone !== undefined) expect([heap.delete(gone), heap.delete(gone)]).toEqual([true, false]);
          }
          expect(heap.size).toBe(model.length);
          const values = model.map(({ value }) => value);
          expect(heap.first()?.value).toBe(values.length === 0 ? undefined : Math.min(...values));
        }
        const order: number[] = [];
        for (let first = heap.first(); first !== undefined; first = heap.first()) {
          order.push(first.value);
          heap.delete(first);
        }
        expect(order).toEqual(model.map(({ value }) => value).toSorted((one, other) => one - other));
      }),
      { seed: 20_261_120, numRuns: 200 },
    );
  });
});
