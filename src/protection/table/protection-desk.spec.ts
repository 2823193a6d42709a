// Administrators read the whole protection, and act on it: by name, with a reason, on the record first, and not twice.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ProtectedContoso } from '../../../test/support/protection/protected-contoso.js';
import type { AuditEntry } from '../../audit/audit-entry.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { ReadsClosed } from '../calendar/open-hours.js';

const anna = { by: 'anna', reason: ' the ERP is being moved ', address: '10.0.0.7', correlationId: 'desk-1' };
const silent = { by: 'anna', reason: ' ' };

let clock: ManualClock;
let trail: AuditEntry[];
let closed: ReadsClosed | undefined;
let auditFails: boolean;
let stage: ProtectedContoso;
beforeEach(() => {
  clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  trail = [];
  closed = undefined;
  auditFails = false;
  const audit = {
    append: (entry: AuditEntry): Promise<void> => {
      if (auditFails) return Promise.reject(new Error('the disk is full'));
      trail.push(entry);
      return Promise.resolve();
    },
  };
  stage = new ProtectedContoso({ clock, audit, hours: { readsClosed: () => closed } });
});

const stateOf = (name: string): string | undefined => stage.breakers.get(name)?.state().kind;

describe('a hold', () => {
  it('keeps a breaker open until it is released, and shows who and why', async () => {
    const view = await stage.desk.hold('replica', anna);
    const replica = view.lanes.find(({ lane }) => lane === 'replica');
    const held = { by: 'anna', reason: 'the ERP is being moved', at: '2026-11-20T12:00:00.000Z' };
    expect(replica).toMatchObject({ breaker: { state: 'held', held, until: null }, now: { shut: { why: 'held' } } });
    clock.advance(3_600_000);
    expect([stateOf('replica'), stateOf('procedures')]).toEqual(['held', 'closed']);
    await stage.desk.release('replica', anna);
    expect(stateOf('replica')).toBe('half-open');
  });

  it('is on the record with administrator, reason and place, before it takes effect', async () => {
    await stage.desk.hold('replica', anna);
    await stage.desk.release('replica', anna);
    const told = {
      ...{ actor: { kind: 'administrator', id: 'anna' }, subject: 'breaker/replica', outcome: 'done' },
      ...{ reason: 'the ERP is being moved', address: '10.0.0.7', correlationId: 'desk-1' },
    };
    expect(trail).toMatchObject([
      { ...told, action: 'breaker.hold', detail: { was: 'closed' } },
      { ...told, action: 'breaker.release', detail: { heldBy: 'anna' } },
    ]);
  });

  it('that cannot be put on the record does not take effect', async () => {
    auditFails = true;
    await expect(stage.desk.hold('replica', anna)).rejects.toThrow('the disk is full');
    await expect(stage.desk.drop(undefined, anna)).rejects.toThrow('the disk is full');
    expect(stateOf('replica')).toBe('closed');
  });

  it('of two people at once is that of one, and the other is told', async () => {
    const both = [stage.desk.hold('replica', anna), stage.desk.hold('replica', { by: 'ben', reason: 'me too' })];
    const [first, second] = await Promise.allSettled(both);
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { code: 'conflict', detail: expect.stringContaining('by anna') } });
    expect(trail).toHaveLength(1);
  });

  it('that would not survive a restart says so, and holds', async () => {
    stage.disk = new Error('read-only file system');
    await expect(stage.desk.hold('replica', anna)).rejects.toMatchObject({ code: 'ledger-unavailable' });
    expect(stateOf('replica')).toBe('held');
    await expect(stage.desk.release('replica', anna)).rejects.toMatchObject({ code: 'ledger-unavailable' });
    expect(stateOf('replica')).toBe('held');
  });

  it('is refused for a name that is none, without a reason, and where nobody holds', async () => {
    await expect(stage.desk.hold('replika', anna)).rejects.toMatchObject({ code: 'not-found' });
    await expect(stage.desk.hold('replica', silent)).rejects.toMatchObject({ errors: [{ pointer: '/reason' }] });
    await expect(stage.desk.release('replica', anna)).rejects.toMatchObject({ code: 'conflict' });
    expect(trail).toEqual([]);
  });

  it('of a breaker that is switched off is refused with the reason', async () => {
    stage.breakers.delete('replica');
    await expect(stage.desk.hold('replica', anna)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a drop', () => {
  it('drops the kept answers about one resource, and counts them', async () => {
    stage.keep('orders', 3);
    stage.keep('items', 2);
    expect(await stage.desk.drop('orders', anna)).toEqual({ dropped: 3 });
    expect([stage.cache.entriesOf('orders'), stage.cache.entriesOf('items')]).toEqual([0, 2]);
    expect(await stage.desk.drop(undefined, anna)).toEqual({ dropped: 2 });
    expect(trail).toMatchObject([
      { action: 'cache.drop', subject: 'cache/orders', detail: { answers: 3 } },
      { action: 'cache.drop', subject: 'cache', detail: { answers: 2 } },
    ]);
  });

  it('is refused with every fault at once', async () => {
    stage.keep('orders', 1);
    await expect(stage.desk.drop('ordres', silent)).rejects.toMatchObject({
      errors: [
        { pointer: '/resource', detail: expect.stringContaining('customers, invoices') },
        { pointer: '/reason' },
      ],
    });
    expect(stage.cache.entriesOf('orders')).toBe(1);
  });
});

describe('the table', () => {
  it('shows what runs and waits, what is kept, who was let through, and who is refused', async () => {
    stage.keep('orders', 3);
    const going = new AbortController();
    const work = stage.lanes.get('replica')?.run(going.signal, () => new Promise(() => undefined));
    expect(work).toBeInstanceOf(Promise);
    await stage.plans.of('partner')?.take('web-shop');
    stage.overloaded = { level: 1, refused: [{ group: 'documents', reason: 'delay' }], readings: {} };
    closed = { name: 'night', until: clock.now() + 60_000 };
    const view = stage.desk.view();
    expect(view.lanes.find(({ lane }) => lane === 'replica')).toMatchObject({
      kind: 'source',
      limits: { concurrency: 8, queue: 64, waitMs: 1000, timeoutMs: 5000, reserved: 2, adaptive: true },
      now: { running: 1, queued: 0, limit: 8, ceiling: 8, reserved: 2, shut: null },
      breaker: { state: 'closed', limits: { failures: 0.5, of: 8, openMs: 5000, slowMs: 4000, windowMs: 30_000 } },
    });
    expect(view.operations.find(({ operation }) => operation === 'orders.get')?.kept).toBe(3);
    expect(view.cache).toMatchObject({ entries: 3, maxBytes: 1_048_576 });
    expect(view.plans.map(({ name, now }) => [name, now?.admitted])).toEqual([
      ['standard', 0],
      ['partner', 1],
      ['bulk', 0],
    ]);
    expect(view.overload).toEqual({ level: 1, refused: [{ group: 'documents', reason: 'delay' }] });
    expect(view.readsClosed).toEqual({ window: 'night', until: '2026-11-20T12:01:00.000Z' });
  });
});
