import { describe, expect, it } from '@jest/globals';
import { Faults } from './faults.js';

describe('faults', () => {
  it('are taken in order, as often as asked, by what they match', () => {
    const faults = new Faults();
    faults.add({ on: 'request', match: 'orders', times: 2, delayMs: 1 });
    faults.add({ on: 'request', match: /items$/i, times: 1, stall: true });
    faults.add({ on: 'login', error: { number: 18456 } });
    expect(faults.take('request', 'SELECT 1')).toBeUndefined();
    expect(faults.take('request', 'FROM api.Orders')).toMatchObject({ delayMs: 1 });
    expect(faults.list()[0]).toMatchObject({ times: 1 });
    expect(faults.take('request', 'FROM api.ORDERS')).toMatchObject({ delayMs: 1 });
    expect(faults.take('request', 'FROM api.Orders')).toBeUndefined();
    expect(faults.take('request', 'FROM api.Items')).toMatchObject({ stall: true });
    expect([faults.take('login', 'a'), faults.take('login', 'b')]).toHaveLength(2);
  });

  it('are forgotten by clear, and the switches go back to where they began', () => {
    const faults = new Faults(true);
    faults.add({ on: 'login', drop: 'before' });
    faults.readOnly = false;
    faults.refuseLogins = true;
    faults.clear();
    expect([faults.list(), faults.readOnly, faults.refuseLogins]).toEqual([[], true, false]);
  });
});
