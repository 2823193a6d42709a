// When each channel may be written to, and when sources may be asked: the calendar, less what people have opened. The one place that is asked while
// the gateway runs; what it works out is remembered for a day.
// It must never let an override outlive its end, nor open a channel that it does not name.
import type { Calendar } from '../../facade/calendar.js';
import { closedIn, nextIn } from './calendar.js';
import type { CalendarOverride, CalendarOverrides } from './calendar-override.port.js';
import { closedTime } from './closed-time.js';
import type { ClosedTime } from './closed-time.js';
import { closedTimes, closes, READS } from './closed-times.js';
import type { Closable } from './closed-times.js';

/** A facade without a calendar is never closed. */
const NEVER_CLOSED: Calendar = { timezone: 'UTC', windows: [] };
/** Closed times that were worked out around an instant are good for as long before and after it. */
const REMEMBERED_MS = 86_400_000;

interface Known {
  readonly around: number;
  readonly times: readonly ClosedTime[];
}

/** A closed time of reads, for those who have to wait for its end. */
export interface ReadsClosed {
  /** The window, or all windows that run into one another. */
  readonly name: string;
  /** Epoch milliseconds: the first moment at which sources may be asked again. */
  readonly until: number;
}

/** What was said of reads, and for which instants it holds: every read asks. */
interface SaidOfReads {
  readonly from: number;
  readonly until: number;
  readonly closed: ReadsClosed | undefined;
}

/** The open hours of all channels and of reads. All instants are epoch milliseconds. */
export class OpenHours {
  readonly calendar: Calendar;
  readonly #known = new Map<Closable, Known>();
  readonly #closesReads: boolean;
  #ofReads: SaidOfReads | undefined;
  readonly #watchers = new Set<() => void>();
  #overrides: readonly CalendarOverride[];

  private constructor(
    calendar: Calendar | undefined,
    private readonly store: CalendarOverrides,
    overrides: readonly CalendarOverride[],
  ) {
    this.calendar = calendar ?? NEVER_CLOSED;
    this.#closesReads = this.calendar.windows.some((window) => closes(window, READS));
    this.#overrides = overrides;
  }

  /** Rejects when the overrides that were kept cannot be read. */
  static async open(calendar: Calendar | undefined, store: CalendarOverrides): Promise<OpenHours> {
    return new OpenHours(calendar, store, await store.load());
  }

  /** The closed time of a channel at `now`, or undefined while it may be written to; of reads, while sources may be asked. */
  closed(of: Closable, now: number): ClosedTime | undefined {
    return closedIn(this.#times(of, now), now);
  }

  /** As `closed` of reads; made to be asked by every one of them. */
  readsClosed(now: number): ReadsClosed | undefined {
    if (!this.#closesReads) return undefined;
    const said = this.#ofReads;
    if (said !== undefined && said.from <= now && now < said.until) return said.closed;
    this.#ofReads = this.#sayOfReads(now);
    return this.#ofReads.closed;
  }

  /** The closed time that runs or comes next, as `nextIn` of calendar.ts says; undefined when none begins within a fortnight. */
  nextClosing(of: Closable, now: number): ClosedTime | undefined {
    return nextIn(this.#times(of, now), now);
  }

  /** Overrides that hold at `now`. */
  overrides(now: number): readonly CalendarOverride[] {
    return this.#overrides.filter(({ until }) => now < Date.parse(until));
  }

  /** Replaces all overrides, kept first and in force then. Rejects, and changes nothing, when they cannot be kept. */
  async override(overrides: readonly CalendarOverride[]): Promise<void> {
    await this.store.save(overrides);
    this.#overrides = overrides;
    this.#ofReads = undefined;
    for (const tell of [...this.#watchers]) tell();
  }

  /** Calls `tell` whenever people have opened or closed something; stops when the answer is called. */
  watch(tell: () => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  #sayOfReads(now: number): SaidOfReads {
    const next = this.nextClosing(READS, now);
    if (next === undefined) return { from: now, until: now + REMEMBERED_MS, closed: undefined };
    const { window, from, until } = next;
    if (now < from) return { from: now, until: from, closed: undefined };
    return { from: now, until, closed: { name: window, until } };
  }

  #times(of: Closable, now: number): readonly ClosedTime[] {
    const openUntil = this.#openUntil(of, now);
    return this.#ofCalendar(of, now).flatMap((time) => afterOpening(time, openUntil));
  }

  #ofCalendar(of: Closable, now: number): readonly ClosedTime[] {
    const known = this.#known.get(of);
    if (known !== undefined && Math.abs(now - known.around) < REMEMBERED_MS) return known.times;
    const times = closedTimes(this.calendar, of, now);
    this.#known.set(of, { around: now, times });
    return times;
  }

  #openUntil(of: Closable, now: number): number {
    const own = this.overrides(now).filter((override) => opens(override, of));
    return Math.max(-Infinity, ...own.map(({ until }) => Date.parse(until)));
  }
}

function opens({ channel, reads }: CalendarOverride, of: Closable): boolean {
  if (channel === undefined && reads === undefined) return true;
  return of === READS ? reads === true : channel === of;
}

/** What is left of a closed time when the channel was opened until an instant. */
function afterOpening(time: ClosedTime, openUntil: number): readonly ClosedTime[] {
  if (time.until <= openUntil) return [];
  return time.from >= openUntil ? [time] : [closedTime(time.window, openUntil, time.until)];
}
