// The protection table in a terminal: every operation, 120 columns, and what is out of the ordinary in words.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ProtectedContoso } from '../../../test/support/protection/protected-contoso.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { ReadsClosed } from '../../protection/calendar/open-hours.js';
import { protectionView } from '../../protection/table/protection-view.js';
import { protectionText } from './protection-text.js';

const anna = { by: 'anna', reason: 'the ERP is being moved' };

let stage: ProtectedContoso;
let closed: ReadsClosed | undefined;
beforeEach(() => {
  closed = undefined;
  const audit = { append: () => Promise.resolve() };
  const clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  stage = new ProtectedContoso({ clock, audit, hours: { readsClosed: () => closed } });
});

const lines = (): readonly string[] => protectionText(stage.desk.view()).split('\n');
const cells = (start: string): readonly string[] =>
  (lines().find((line) => line.startsWith(`${start} `)) ?? '').split(/ {2,}/);

describe('the protection table', () => {
  it('fits a terminal of 120 columns', () => {
    stage.keep('orders', 900);
    expect(Math.max(...lines().map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('has a row for every operation, lane and plan', () => {
    const firsts = new Set(lines().map((line) => line.split(' ', 1)[0]));
    const { operations, lanes, plans } = stage.desk.view();
    const names = [
      ...operations.map(({ operation }) => operation),
      ...[...lanes.map(({ lane }) => lane), ...plans.map(({ name }) => name)],
    ];
    expect(names.filter((name) => !firsts.has(name))).toEqual([]);
  });

  it('shows limits beside what is so now', () => {
    stage.keep('orders', 2);
    expect(cells('orders.get')).toEqual([
      ...['orders.get', 'replica', 'closed', '6s', '5s', '2'],
      ...['10s', '1m', '10m', '3h', '2'],
    ]);
    expect(cells('orders.amend')).toEqual([
      ...['orders.amend', 'inbox/order-amendments', 'closed', '-', '1m', '8'],
      ...['-', '-', '-', '-', '-'],
    ]);
    expect(cells('replica')).toEqual(['replica', '0', '8', '2', '0', '64', '1s', 'closed', '50% of 8', '4s', '5s']);
    expect(cells('partner')).toEqual(['partner', '600 in 1m', '60', '20', 'interactive', '0', '0', '0', '0']);
    expect(lines()).toContain('Kept answers: 2, in 0.0 of 1 MiB.');
  });

  it('says who holds what and why, when sources may be asked again, and who is refused', async () => {
    await stage.desk.hold('inbox', anna);
    closed = { name: 'night', until: Date.parse('2026-11-20T13:00:00Z') };
    stage.overloaded = { level: 1, refused: [{ group: 'documents', reason: 'memory' }], readings: {} };
    expect(cells('stock-counts.create')[2]).toBe('held');
    expect(lines().slice(-4)).toEqual([
      'Kept answers: 0, in 0.0 of 1 MiB.',
      'inbox is held by anna since 2026-11-20T12:00:00.000Z: the ERP is being moved',
      'No source is asked until 2026-11-20T13:00:00.000Z: night',
      'The gateway is overloaded (memory) and refuses documents.',
    ]);
  });

  it('of a facade alone shows the limits, and nothing of a gateway', () => {
    const text = protectionText(protectionView(stage.catalogue, undefined, 0));
    expect(text).toMatch(/^orders\.get +replica +- +6s +5s +2 +10s +1m +10m +3h +-$/m);
    expect(text).not.toMatch(/Kept|held|closed/);
  });

  it('says so where the facade has no plans, switches a breaker off, or keeps a field out', () => {
    const orders = stage.catalogue.resources.get('orders');
    const lane = stage.catalogue.lanes.get('replica');
    if (orders === undefined || lane === undefined) throw new Error('not in the facade');
    const { concurrency, queue, waitMs, timeoutMs } = lane;
    const fields = orders.fields.map((field) =>
      field.name === 'note' ? { ...field, neverCached: true as const } : field,
    );
    const catalogue = {
      ...stage.catalogue,
      plans: new Map(),
      lanes: new Map([['replica', { concurrency, queue, waitMs, timeoutMs }]]),
      resources: new Map([['orders', { ...orders, fields }]]),
    };
    const text = protectionText(protectionView(catalogue, undefined, 0));
    expect(text).toContain('The facade has no plans: clients are limited by the lanes alone.');
    expect(text).toMatch(/^replica .* off +- +- +-$/m);
    expect(text).toContain('Answers of orders.list with note are never kept.');
  });
});
