import { describe, expect, it } from '@jest/globals';
import { Cancelled } from '../values/sql-error.js';
import { WriterLock } from './writer-lock.js';

const open = new AbortController().signal;

describe('the writer lock', () => {
  it('goes to those who wait in the order they came', async () => {
    const lock = new WriterLock();
    const [a, b, c] = [{}, {}, {}];
    const order: string[] = [];
    await lock.acquire(a, open, 1000);
    const second = lock.acquire(b, open, 1000).then(() => order.push('b'));
    const third = lock.acquire(c, open, 1000).then(() => order.push('c'));
    lock.release(c);
    lock.release(a);
    await second;
    lock.release(b);
    await third;
    expect(order).toEqual(['b', 'c']);
  });

  it('is not waited for longer than allowed, nor after a cancel', async () => {
    const lock = new WriterLock();
    const holder = {};
    await lock.acquire(holder, open, 1000);
    await lock.acquire(holder, open, 1000);
    await expect(lock.acquire({}, open, 5)).rejects.toMatchObject({ number: 1222 });
    const cancel = new AbortController();
    const waiting = lock.acquire({}, cancel.signal, 1000);
    cancel.abort();
    await expect(waiting).rejects.toBeInstanceOf(Cancelled);
    lock.release(holder);
    await expect(lock.acquire({}, open, 5)).resolves.toBeUndefined();
  });
});
