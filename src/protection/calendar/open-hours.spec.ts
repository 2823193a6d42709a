// When sources may be asked: what every read is told, at every instant as the calendar says it.
import { describe, expect, it } from '@jest/globals';
import { MemoryCalendarOverrides } from '../../../adapters/memory/calendar-overrides.js';
import { calendar, window } from '../../../test/support/protection/calendars.js';
import type { Calendar } from '../../facade/calendar.js';
import { READS } from './closed-times.js';
import { OpenHours } from './open-hours.js';

const MINUTE = 60_000;
const open = (of: Calendar | undefined): Promise<OpenHours> => OpenHours.open(of, new MemoryCalendarOverrides());
const at = (instant: string): number => Date.parse(instant);

describe('reads', () => {
  const cached = window('01:00', '02:30', { name: 'night', reads: 'cached', writes: 'open', channels: ['inbox'] });

  it('are never closed without a calendar, nor by windows that leave them open', async () => {
    expect((await open(undefined)).readsClosed(at('2026-11-20T01:30:00Z'))).toBeUndefined();
    const held = await open(calendar('UTC', window('01:00', '02:30')));
    expect(held.readsClosed(at('2026-11-20T01:30:00Z'))).toBeUndefined();
  });

  it('are closed from the first to the last moment of a window, whatever channels it names', async () => {
    const hours = await open(calendar('UTC', cached));
    expect(hours.readsClosed(at('2026-11-20T00:59:59.999Z'))).toBeUndefined();
    const until = at('2026-11-20T02:30:00Z');
    expect(hours.readsClosed(at('2026-11-20T01:00:00Z'))).toEqual({ name: 'night', until });
    expect(hours.readsClosed(until - 1)).toEqual({ name: 'night', until });
    expect(hours.readsClosed(until)).toBeUndefined();
  });

  it('close no channel', async () => {
    const hours = await open(calendar('UTC', cached));
    expect(hours.closed('inbox', at('2026-11-20T01:30:00Z'))).toBeUndefined();
  });

  it('are told the same when asked over and over as when asked once, also while the clock is set back', async () => {
    const of = calendar('Europe/Copenhagen', cached, window('22:00', '06:00', { days: [6], reads: 'cached' }));
    const asked = await open(of);
    const start = at('2026-10-23T00:00:00Z');
    for (let minute = 0; minute < 5 * 1440; minute += 7) {
      // Every hundredth question comes from a clock that was set back by two hours.
      const now = start + (minute - (minute % 700 === 0 ? 120 : 0)) * MINUTE;
      const once = (await open(of)).closed(READS, now);
      const told = asked.readsClosed(now);
      expect(told).toEqual(once === undefined ? undefined : { name: once.window, until: once.until });
    }
  });
});
