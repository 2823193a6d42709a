// The calendar as text for a terminal. It must never show more than the administration listener gave.
import { printable, textTable } from './text-table.js';

interface ShownTime {
  readonly window: string;
  readonly from: string;
  readonly until: string;
}

/** The calendar as the administration listener shows it. */
export interface ShownCalendar {
  readonly now: string;
  readonly timezone: string;
  readonly windows: readonly {
    readonly name: string;
    readonly days: readonly number[];
    readonly from: string;
    readonly to: string;
    readonly writes: string;
    readonly channels?: readonly string[];
  }[];
  readonly channels: readonly {
    readonly channel: string;
    readonly closed: ShownTime | null;
    readonly next: ShownTime | null;
  }[];
  readonly overrides: readonly {
    readonly channel?: string;
    readonly until: string;
    readonly by: string;
    readonly reason: string;
  }[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Windows, channels and overrides. */
export function calendarText({ now, timezone, windows, channels, overrides }: ShownCalendar): string {
  return [
    windows.length === 0 ? 'The facade has no closed times.' : windowsOf(timezone, windows),
    '',
    `At ${now}`,
    textTable(['CHANNEL', 'NOW', 'NEXT CLOSED'], channels.map(channelRow)),
    ...(overrides.length === 0 ? [] : ['', 'Opened by people', ...overrides.map(overrideLine)]),
  ].join('\n');
}

function windowsOf(timezone: string, windows: ShownCalendar['windows']): string {
  const rows = windows.map(({ name, days, from, to, writes, channels }) => [
    ...[name, days.length === DAYS.length ? 'daily' : days.map((day) => DAYS[day - 1] ?? '').join(' ')],
    ...[`${from} to ${to}`, writes, channels?.join(', ') ?? 'all'],
  ]);
  return textTable(['WINDOW', 'DAYS', printable(timezone), 'WRITES', 'CHANNELS'], rows);
}

function channelRow({ channel, closed, next }: ShownCalendar['channels'][number]): readonly string[] {
  return [
    channel,
    closed === null ? 'open' : `closed until ${closed.until} (${closed.window})`,
    next === null ? 'not within a fortnight' : `${next.from} to ${next.until} (${next.window})`,
  ];
}

function overrideLine({ channel = 'all channels', until, by, reason }: ShownCalendar['overrides'][number]): string {
  return printable(`  ${channel} until ${until}, by ${by}: ${reason}`);
}
