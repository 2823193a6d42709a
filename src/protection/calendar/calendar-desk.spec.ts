// People open a channel against the calendar for a while: by name, with a reason, on the record, and not twice.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryCalendarOverrides } from '../../../adapters/memory/calendar-overrides.js';
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Calendar } from '../../facade/calendar.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import { CalendarDesk } from './calendar-desk.js';
import { OpenHours } from './open-hours.js';

const CALENDAR: Calendar = {
  timezone: 'UTC',
  windows: [{ name: 'batch', days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', to: '14:00', reads: 'open', writes: 'hold' }],
};
const READS_TOO: Calendar = { ...CALENDAR, windows: CALENDAR.windows.map((each) => ({ ...each, reads: 'cached' })) };
const HOUR = 3_600_000;
const anna = { by: 'anna', reason: 'the batch is over' };

let clock: ManualClock;
let store: MemoryCalendarOverrides;
let trail: AuditEntry[];
let hours: OpenHours;
let desk: CalendarDesk;
/** It is 12:00, an hour into the window. */
beforeEach(async () => {
  clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  store = new MemoryCalendarOverrides();
  trail = [];
  hours = await OpenHours.open(CALENDAR, store);
  desk = deskOver(hours);
});

const deskOver = (open: OpenHours): CalendarDesk =>
  new CalendarDesk({
    ...{ hours: open, clock, channels: ['inbox', 'procedures'] },
    audit: { append: async (entry) => void trail.push(entry) },
  });

const closed = (channel: string): boolean => hours.closed(channel, clock.now()) !== undefined;

describe('an override', () => {
  it('opens the channel it names until its end, and no other', async () => {
    await desk.open({ channel: 'inbox' }, clock.now() + HOUR, anna);
    expect([closed('inbox'), closed('procedures')]).toEqual([false, true]);
    clock.advance(HOUR - 1);
    expect(closed('inbox')).toBe(false);
    clock.advance(1);
    expect(closed('inbox')).toBe(true);
  });

  it('of all channels opens each', async () => {
    await desk.open({}, clock.now() + HOUR, anna);
    expect([closed('inbox'), closed('procedures')]).toEqual([false, false]);
  });

  it('makes its own end the next closing, so that nothing is begun that would run into it', async () => {
    await desk.open({}, clock.now() + HOUR, anna);
    expect(hours.nextClosing('inbox', clock.now())).toMatchObject({
      from: Date.parse('2026-11-20T13:00:00Z'),
      until: Date.parse('2026-11-20T14:00:00Z'),
    });
  });

  it('of reads opens them and no channel, and one of a channel opens no reads', async () => {
    hours = await OpenHours.open(READS_TOO, store);
    desk = deskOver(hours);
    expect(hours.readsClosed(clock.now())).toEqual({ name: 'batch', until: Date.parse('2026-11-20T14:00:00Z') });
    await desk.open({ channel: 'inbox' }, clock.now() + HOUR, anna);
    expect(hours.readsClosed(clock.now())).toBeDefined();
    await desk.open({ reads: true }, clock.now() + HOUR, anna);
    expect([hours.readsClosed(clock.now()), closed('procedures')]).toEqual([undefined, true]);
    expect(desk.view().reads).toMatchObject({ closed: null, next: { until: '2026-11-20T14:00:00.000Z' } });
    clock.advance(HOUR);
    expect(hours.readsClosed(clock.now())).toBeDefined();
  });

  it('of everything opens reads too, and closing it closes them', async () => {
    hours = await OpenHours.open(READS_TOO, store);
    desk = deskOver(hours);
    await desk.open({}, clock.now() + HOUR, anna);
    expect(hours.readsClosed(clock.now())).toBeUndefined();
    await desk.close({}, anna);
    expect(hours.readsClosed(clock.now())).toBeDefined();
  });

  it('of reads is on the record as that', async () => {
    await desk.open({ reads: true }, clock.now() + HOUR, anna);
    expect(trail).toMatchObject([{ subject: 'calendar', detail: { opened: true, reads: true } }]);
  });

  it('of reads and of a channel at once is refused', async () => {
    await expect(desk.open({ reads: true, channel: 'inbox' }, clock.now() + HOUR, anna)).rejects.toMatchObject({
      errors: [{ pointer: '/reads' }],
    });
  });

  it('that outlasts the window leaves the next one alone', async () => {
    await desk.open({}, clock.now() + 3 * HOUR, anna);
    expect(hours.nextClosing('inbox', clock.now())?.from).toBe(Date.parse('2026-11-21T11:00:00Z'));
  });

  it('holds after a restart', async () => {
    await desk.open({}, clock.now() + HOUR, anna);
    const again = await OpenHours.open(CALENDAR, store);
    expect(again.closed('inbox', clock.now())).toBeUndefined();
    expect(again.overrides(clock.now())).toMatchObject([{ by: 'anna', reason: 'the batch is over' }]);
  });

  it('is told to whoever watches, when it begins and when a person ends it', async () => {
    let told = 0;
    const stop = hours.watch(() => (told += 1));
    await desk.open({}, clock.now() + HOUR, anna);
    await desk.close({}, anna);
    stop();
    await desk.open({}, clock.now() + HOUR, anna);
    expect(told).toBe(2);
  });

  it('can be ended before its time, and then the calendar holds', async () => {
    await desk.open({ channel: 'inbox' }, clock.now() + HOUR, anna);
    const view = await desk.close({ channel: 'inbox' }, anna);
    expect([closed('inbox'), view.overrides]).toEqual([true, []]);
  });

  it('stands in the audit trail with who and why before it takes effect', async () => {
    const failing = new CalendarDesk({
      ...{ hours, clock, channels: [] },
      audit: { append: () => Promise.reject(new Error('the disk is full')) },
    });
    await expect(failing.open({}, clock.now() + HOUR, anna)).rejects.toThrow('the disk is full');
    expect(closed('inbox')).toBe(true);
    await desk.open({ channel: 'inbox' }, clock.now() + HOUR, anna);
    await desk.close({ channel: 'inbox' }, { by: 'ben', reason: 'done' });
    expect(trail).toMatchObject([
      {
        actor: { kind: 'administrator', id: 'anna' },
        action: 'calendar.override',
        subject: 'calendar/inbox',
        outcome: 'done',
      },
      { actor: { id: 'ben' }, reason: 'done', detail: { opened: false } },
    ]);
  });
});

describe('two people at once', () => {
  it('open one override: the other is told who was faster', async () => {
    const ben = { by: 'ben', reason: 'me too' };
    const both = await Promise.allSettled([
      desk.open({}, clock.now() + HOUR, anna),
      desk.open({}, clock.now() + 2 * HOUR, ben),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'conflict', detail: expect.stringContaining('by anna') } });
    expect(trail).toHaveLength(1);
  });

  it('close one override', async () => {
    await desk.open({}, clock.now() + HOUR, anna);
    const both = await Promise.allSettled([desk.close({}, anna), desk.close({}, anna)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a decision', () => {
  it('is refused with every fault at once', async () => {
    const wrong = desk.open({ channel: 'moon' }, clock.now() - 1, { by: 'anna', reason: ' ' });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-request' });
    const { errors } = (await wrong.catch((error: unknown) => error)) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/channel', '/until', '/reason']);
    expect([trail, closed('inbox')]).toEqual([[], true]);
  });

  it('may not open for longer than a week', async () => {
    await expect(desk.open({}, clock.now() + 7 * 24 * HOUR + 1, anna)).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

describe('the calendar as it is shown', () => {
  it('says what is closed now and what comes next, per channel', () => {
    expect(desk.view()).toMatchObject({
      timezone: 'UTC',
      channels: [
        {
          channel: 'inbox',
          closed: { window: 'batch', until: '2026-11-20T14:00:00.000Z' },
          next: { from: '2026-11-21T11:00:00.000Z' },
        },
        { channel: 'procedures' },
      ],
    });
  });

  it('of a facade without one is open, for good', async () => {
    const none = await OpenHours.open(undefined, store);
    expect([none.closed('x', clock.now()), none.nextClosing('x', clock.now())]).toEqual([undefined, undefined]);
  });
});
