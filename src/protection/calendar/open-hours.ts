// When each channel may be written to: the calendar, less what people have opened. The one place that is asked while
// the gateway runs; what it works out is remembered for a day.
// It must never let an override outlive its end, nor open a channel that it does not name.
import type { Calendar } from '../../facade/calendar.js';
import { closedIn, nextIn } from './calendar.js';
import type { CalendarOverride, CalendarOverrides } from './calendar-override.port.js';
import { closedTime } from './closed-time.js';
import type { ClosedTime } from './closed-time.js';
import { closedTimes } from './closed-times.js';

/** A facade without a calendar is never closed. */
const NEVER_CLOSED: Calendar = { timezone: 'UTC', windows: [] };
/** Closed times that were worked out around an instant are good for as long before and after it. */
const REMEMBERED_MS = 86_400_000;

interface Known {
  readonly around: number;
  readonly times: readonly ClosedTime[];
}

/** The open hours of all channels. All instants are epoch milliseconds. */
export class OpenHours {
  readonly calendar: Calendar;
  readonly #known = new Map<string, Known>();
  readonly #watchers = new Set<() => void>();
  #overrides: readonly CalendarOverride[];

  private constructor(
    calendar: Calendar | undefined,
    private readonly store: CalendarOverrides,
    overrides: readonly CalendarOverride[],
  ) {
    this.calendar = calendar ?? NEVER_CLOSED;
    this.#overrides = overrides;
  }

  /** Rejects when the overrides that were kept cannot be read. */
  static async open(calendar: Calendar | undefined, store: CalendarOverrides): Promise<OpenHours> {
    return new OpenHours(calendar, store, await store.load());
  }

  /** The closed time of a channel at `now`, or undefined while it may be written to. */
  closed(channel: string, now: number): ClosedTime | undefined {
    return closedIn(this.#times(channel, now), now);
  }

  /** The closed time that runs or comes next, as `nextIn` of calendar.ts says; undefined when none begins within a fortnight. */
  nextClosing(channel: string, now: number): ClosedTime | undefined {
    return nextIn(this.#times(channel, now), now);
  }

  /** Overrides that hold at `now`. */
  overrides(now: number): readonly CalendarOverride[] {
    return this.#overrides.filter(({ until }) => now < Date.parse(until));
  }

  /** Replaces all overrides, kept first and in force then. Rejects, and changes nothing, when they cannot be kept. */
  async override(overrides: readonly CalendarOverride[]): Promise<void> {
    await this.store.save(overrides);
    this.#overrides = overrides;
    for (const tell of [...this.#watchers]) tell();
  }

  /** Calls `tell` whenever people have opened or closed something; stops when the answer is called. */
  watch(tell: () => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  #times(channel: string, now: number): readonly ClosedTime[] {
    const openUntil = this.#openUntil(channel, now);
    return this.#ofCalendar(channel, now).flatMap((time) => afterOpening(time, openUntil));
  }

  #ofCalendar(channel: string, now: number): readonly ClosedTime[] {
    const known = this.#known.get(channel);
    if (known !== undefined && Math.abs(now - known.around) < REMEMBERED_MS) return known.times;
    const times = closedTimes(this.calendar, channel, now);
    this.#known.set(channel, { around: now, times });
    return times;
  }

  #openUntil(channel: string, now: number): number {
    const own = this.overrides(now).filter((each) => each.channel === undefined || each.channel === channel);
    return Math.max(-Infinity, ...own.map(({ until }) => Date.parse(until)));
  }
}

/** What is left of a closed time when the channel was opened until an instant. */
function afterOpening(time: ClosedTime, openUntil: number): readonly ClosedTime[] {
  if (time.until <= openUntil) return [];
  return time.from >= openUntil ? [time] : [closedTime(time.window, openUntil, time.until)];
}
