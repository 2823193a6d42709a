// The closed times of a landscape, from YAML to the catalogue.
// It must never let a window close nothing, or everything, unsaid.
import type { Calendar, CalendarWindow } from '../calendar.js';
import { isTimezone, TIMEZONE_EXPECTED } from '../checking/is-timezone.js';
import { WEEK } from '../format/calendar-format.js';
import type { CalendarFormat, WindowFormat } from '../format/calendar-format.js';
import { defined } from '../joining/defined.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

const WORKDAYS = 5;

/** The calendar; `channels` are those of facade.yaml, `spot` is its place. */
export function joinCalendar({ timezone, windows }: CalendarFormat, channels: readonly string[], spot: Spot): Calendar {
  if (!isTimezone(timezone)) spot.in('timezone').error(TIMEZONE_EXPECTED);
  const names = windows.map(({ name }) => name);
  return {
    timezone,
    windows: windows.map((window, index) => {
      const place = spot.in('windows', index);
      if (names.indexOf(window.name) < index)
        place.in('name').error(`another window is called "${window.name}" already.`);
      checkTimes(window, place);
      checkChannels(window, channels, place.in('channels'));
      return joinWindow(window, place);
    }),
  };
}

function joinWindow(
  { name, days, from, to, reads = 'open', writes = 'hold', channels }: WindowFormat,
  spot: Spot,
): CalendarWindow {
  if (reads === 'open' && writes === 'open') spot.warning('closes nothing: its reads and its writes are open.');
  return { name, days: daysOf(days, spot.in('days')), from, to, reads, writes, ...defined({ channels }) };
}

/** 1 Monday to 7 Sunday, in their order. */
function daysOf(days: WindowFormat['days'], spot: Spot): readonly number[] {
  const week = WEEK.map((_, index) => index + 1);
  if (days === 'daily') return week;
  if (days === 'weekdays') return week.slice(0, WORKDAYS);
  days.forEach((day, index) => {
    if (days.indexOf(day) < index) spot.in(index).error(`"${day}" stands here twice.`);
  });
  return week.filter((day) => days.some((name) => WEEK.indexOf(name) + 1 === day));
}

function checkTimes({ from, to }: WindowFormat, spot: Spot): void {
  if (from === '24:00')
    spot.in('from').error('must be before the end of the day: a window that begins then begins at "00:00".');
  if (from === to) spot.in('to').error('is when it begins: for a whole day write from "00:00" to "24:00".');
}

function checkChannels({ channels = [] }: WindowFormat, known: readonly string[], spot: Spot): void {
  channels.forEach((name, index) => {
    if (known.includes(name)) return;
    const there = known.length === 0 ? 'facade.yaml has none' : `facade.yaml has ${known.join(', ')}`;
    spot.in(index).error(`no channel is called "${name}": ${there}.${didYouMean(name, known)}`);
  });
}
