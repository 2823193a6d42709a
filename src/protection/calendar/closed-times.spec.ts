// Closed times against a second reading of the wall clock, by Intl, which the calendar does not use.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarWindow } from '../../facade/calendar.js';
import { calendar, closedAt, DAILY, nextClosing, window } from '../../../test/support/protection/calendars.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const at = (text: string): number => Date.parse(text);

/** What the wall of a zone shows at an instant. */
interface Reading {
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Ahead of UTC, in milliseconds. */
  readonly offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wall(zone: string, instant: number): Reading {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit' },
    });
  formats.set(zone, format);
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = [part.get('year'), part.get('month'), part.get('day')].join('-');
  const minute = Number(part.get('hour')) * 60 + Number(part.get('minute'));
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const weekday = new Date(midnight).getUTCDay() || 7;
  return { day, minute, weekday, offset: midnight + minute * MINUTE - instant };
}

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Whether what the wall shows lies in the window of this day, or in the rest of the one of the day before. */
function lies({ days, from, to }: CalendarWindow, { minute, weekday }: Reading): boolean {
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (ends > begins) return days.includes(weekday) && begins <= minute && minute < ends;
  return (days.includes(weekday) && minute >= begins) || (days.includes(yesterday) && minute < ends);
}

describe('in a year', () => {
  it.each(['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe'])(
    'in %s every window of a year runs once per civil day, on that day',
    (zone) => {
      for (const [from, to] of [
        ['01:00', '01:30'],
        ['02:10', '02:20'],
        ['02:30', '03:30'],
        ['23:30', '00:30'],
      ] as const) {
        const nightly = calendar(zone, window(from, to));
        const begun: string[] = [];
        let moment = at('2025-12-31T12:00:00Z');
        for (let run = nextClosing(nightly, 'x', moment); run && moment < at('2027-01-05T00:00:00Z');) {
          begun.push(wall(zone, run.from).day);
          moment = run.until;
          run = nextClosing(nightly, 'x', moment);
        }
        const ofTheYear = begun.filter((day) => day.startsWith('2026'));
        expect([from, new Set(ofTheYear).size, ofTheYear.length]).toEqual([from, 365, 365]);
      }
    },
  );
});

const ZONES = ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca'];
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
const civil = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const someWindow = fc
  .record({ from: minutes, to: minutes, days: fc.subarray(DAILY, { minLength: 1 }) })
  .map(({ from, to, days }) => window(civil(from), civil(to), { days }));
/** Any minute of two years, and more often one near a change of some zone. */
const instants = fc.oneof(
  fc.integer({ min: at('2026-01-01T00:00:00Z') / MINUTE, max: at('2028-01-01T00:00:00Z') / MINUTE }),
  fc
    .record({
      change: fc.constantFrom(
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-03-08T07:00Z',
        '2026-11-01T06:00Z',
        '2026-10-03T15:30Z',
        '2026-04-04T15:00Z',
        '2026-09-06T04:00Z',
        '2026-04-05T03:00Z',
        '2026-02-15T02:00Z',
        '2026-03-22T02:00Z',
      ),
      off: fc.integer({ min: -300, max: 300 }),
    })
    .map(({ change, off }) => at(change) / MINUTE + off),
);

/** A zone, some windows in it, and a minute of any day. */
const anywhere = [fc.constantFrom(...ZONES), fc.array(someWindow, { minLength: 1, maxLength: 3 }), instants] as const;

describe('whatever the windows, the zone and the day', () => {
  it('no instant is open whose civil time lies in a window', () => {
    fc.assert(
      fc.property(...anywhere, (zone, windows, minute) => {
        const instant = minute * MINUTE;
        const inside = windows.some((each) => lies(each, wall(zone, instant)));
        return !inside || closedAt(calendar(zone, ...windows), 'x', instant) !== undefined;
      }),
      { seed: 23, numRuns: 20_000 },
    );
  });

  it('no instant is closed without a window, but for the hour next to a change', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), someWindow, instants, (zone, each, minute) => {
        const instant = minute * MINUTE;
        const isQuiet = [-26, -2, 2, 26].every(
          (hours) => wall(zone, instant + hours * 3_600_000).offset === wall(zone, instant).offset,
        );
        return (
          !isQuiet || lies(each, wall(zone, instant)) || closedAt(calendar(zone, each), 'x', instant) === undefined
        );
      }),
      { seed: 24, numRuns: 20_000 },
    );
  });

  it('a closed time begins when the channel closes and ends when it opens', () => {
    fc.assert(
      fc.property(...anywhere, (zone, windows, minute) => {
        const own = calendar(zone, ...windows);
        const next = nextClosing(own, 'x', minute * MINUTE);
        if (next === undefined || next.until - next.from > 2 * DAY) return;
        expect(closedAt(own, 'x', next.from)?.until).toBe(next.until);
        expect(closedAt(own, 'x', next.until - 1)?.until).toBe(next.until);
        if (next.from > minute * MINUTE) expect(closedAt(own, 'x', next.from - 1)).toBeUndefined();
        expect(closedAt(own, 'x', next.until)).toBeUndefined();
      }),
      { seed: 25, numRuns: 5_000 },
    );
  });
});
