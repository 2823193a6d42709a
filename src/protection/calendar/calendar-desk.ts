// Where operators see the calendar, open a channel, or reads, against it for a while, and let it hold again. Every decision has
// its administrator and its reason and is in the audit trail before it takes effect.
// It must never open for longer than asked, and of two people at once it tells one that the other was faster.
import type { AuditLog } from '../../audit/audit-log.port.js';
import { deciderFaults, toldOf, trimmed } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import type { Clock } from '../../kernel/clock.js';
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { CalendarOverride } from './calendar-override.port.js';
import type { CalendarView } from './calendar-view.js';
import { calendarView } from './calendar-view.js';
import type { OpenHours } from './open-hours.js';

/** Longest a person may open a channel for at once. */
export const LONGEST_OPENING_MS = 7 * 86_400_000;

/** What the desk works with. */
export interface CalendarDeskParts {
  readonly hours: OpenHours;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  /** All channels of the facade, by name. */
  readonly channels: readonly string[];
}

/** What a decision is about: one channel, reads, or everything. */
export interface CalendarScope {
  readonly channel?: string | undefined;
  readonly reads?: true | undefined;
}

/** The desk. */
export class CalendarDesk {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: CalendarDeskParts) {}

  /** What time it is at this desk, in epoch milliseconds. */
  now(): number {
    return this.parts.clock.now();
  }

  /** Windows, and how every channel stands now. */
  view(): CalendarView {
    const { hours, clock, channels } = this.parts;
    return calendarView(hours, channels, clock.now());
  }

  /**
   * Opens a channel, reads, or everything, until an instant in epoch milliseconds. Throws invalid-request with every fault, conflict
   * when an override of the same scope holds already.
   */
  open(scope: CalendarScope, until: number, decider: Decider): Promise<CalendarView> {
    return this.#inTurn(async () => {
      const now = this.parts.clock.now();
      this.#refuse([...this.#scopeFaults(scope), ...untilFaults(until, now), ...deciderFaults(decider)]);
      const others = this.#others(scope, now, (held) => {
        throw new Problem('conflict', {
          detail: `It is open until ${held.until} already, by ${held.by}. Close it first.`,
        });
      });
      const opened = overrideOf(scope, { until, now }, decider);
      await this.#carryOut([...others, opened], opened, decider, { opened: true, until: opened.until });
    });
  }

  /** Lets the calendar hold again. Throws invalid-request with every fault, conflict when nothing was opened. */
  close(scope: CalendarScope, decider: Decider): Promise<CalendarView> {
    return this.#inTurn(async () => {
      const now = this.parts.clock.now();
      this.#refuse([...this.#scopeFaults(scope), ...deciderFaults(decider)]);
      const held: CalendarOverride[] = [];
      const others = this.#others(scope, now, (found) => held.push(found));
      if (held.length === 0) throw new Problem('conflict', { detail: 'No override of this scope holds now.' });
      await this.#carryOut(others, overrideOf(scope, { until: now, now }, decider), decider, { opened: false });
    });
  }

  /** One decision after the other: the second of two sees what the first has done. */
  #inTurn(decide: () => Promise<void>): Promise<CalendarView> {
    const decided = this.#last.then(decide);
    this.#last = decided.catch(() => undefined);
    return decided.then(() => this.view());
  }

  /** An entry about an override that could then not be kept is better than an override without an entry. */
  async #carryOut(
    overrides: readonly CalendarOverride[],
    { channel, reads, at }: CalendarOverride,
    decider: Decider,
    detail: Readonly<Record<string, string | boolean>>,
  ): Promise<void> {
    const { audit, hours } = this.parts;
    const subject = channel === undefined ? 'calendar' : `calendar/${channel}`;
    const told = { at, ...toldOf(decider), action: 'calendar.override', subject } as const;
    await audit.append({ ...told, outcome: 'done', detail: { ...detail, ...(reads && { reads }) } });
    await hours.override(overrides);
  }

  /** The overrides that hold and are of another scope; `same` is told of those of this one. */
  #others(scope: CalendarScope, now: number, same: (held: CalendarOverride) => void): CalendarOverride[] {
    const held = this.parts.hours.overrides(now);
    const isSame = ({ channel, reads }: CalendarScope): boolean => channel === scope.channel && reads === scope.reads;
    for (const each of held) if (isSame(each)) same(each);
    return held.filter((each) => !isSame(each));
  }

  #scopeFaults({ channel, reads }: CalendarScope): readonly RequestFault[] {
    const { channels } = this.parts;
    if (channel !== undefined && reads) {
      return [
        { pointer: '/reads', detail: 'Does not go with a channel: reads have none. Decide about one after the other.' },
      ];
    }
    if (channel === undefined || channels.includes(channel)) return [];
    return [{ pointer: '/channel', detail: `There is no such channel. Expected one of ${channels.join(', ')}.` }];
  }

  #refuse(errors: readonly RequestFault[]): void {
    if (errors.length > 0) throw new Problem('invalid-request', { errors });
  }
}

function untilFaults(until: number, now: number): readonly RequestFault[] {
  if (until > now && until <= now + LONGEST_OPENING_MS) return [];
  return [{ pointer: '/until', detail: 'Expected a time from now to seven days from now.' }];
}

function overrideOf(
  { channel, reads }: CalendarScope,
  { until, now }: { readonly until: number; readonly now: number },
  decider: Decider,
): CalendarOverride {
  const instant = (time: number): string => new Date(time).toISOString();
  const scope = { ...(channel !== undefined && { channel }), ...(reads && { reads }) };
  return { ...scope, until: instant(until), ...trimmed(decider), at: instant(now) };
}
