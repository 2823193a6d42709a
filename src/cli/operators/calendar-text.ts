// The calendar as text for a terminal. It must never show more than the administration listener gave.
import { printable, textTable } from './text-table.js';

interface ShownTime {
  readonly window: string;
  readonly from: string;
  readonly until: string;
}

interface ShownHours {
  readonly closed: ShownTime | null;
  readonly next: ShownTime | null;
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
    readonly reads: string;
    readonly writes: string;
    readonly channels?: readonly string[];
  }[];
  readonly reads: ShownHours;
  readonly channels: readonly (ShownHours & { readonly channel: string })[];
  readonly overrides: readonly {
    readonly channel?: string;
    readonly reads?: true;
    readonly until: string;
    readonly by: string;
    readonly reason: string;
  }[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Windows, reads, channels and overrides. */
export function calendarText({ now, timezone, windows, reads, channels, overrides }: ShownCalendar): string {
  return [
    windows.length === 0 ? 'The facade has no closed times.' : windowsOf(timezone, windows),
    '',
    `At ${now}`,
    textTable(
      ['', 'NOW', 'NEXT CLOSED'],
      [['reads', ...hoursCells(reads)], ...channels.map(({ channel, ...hours }) => [channel, ...hoursCells(hours)])],
    ),
    ...(overrides.length === 0 ? [] : ['', 'Opened by people', ...overrides.map(overrideLine)]),
  ].join('\n');
}

function windowsOf(timezone: string, windows: ShownCalendar['windows']): string {
  const rows = windows.map(({ name, days, from, to, reads, writes, channels }) => [
    ...[name, days.length === DAYS.length ? 'daily' : days.map((day) => DAYS[day - 1] ?? '').join(' ')],
    ...[`${from} to ${to}`, reads, writes, channels?.join(', ') ?? 'all'],
  ]);
  return textTable(['WINDOW', 'DAYS', printable(timezone), 'READS', 'WRITES', 'CHANNELS'], rows);
}

function hoursCells({ closed, next }: ShownHours): readonly string[] {
  return [
    closed === null ? 'open' : `closed until ${closed.until} (${closed.window})`,
    next === null ? 'not within a fortnight' : `${next.from} to ${next.until} (${next.window})`,
  ];
}

function overrideLine({ channel, reads, until, by, reason }: ShownCalendar['overrides'][number]): string {
  const scope = channel ?? (reads === true ? 'reads' : 'reads and all channels');
  return printable(`  ${scope} until ${until}, by ${by}: ${reason}`);
}
