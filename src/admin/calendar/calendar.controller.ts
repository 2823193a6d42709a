// Serves the routes under /admin/v1/calendar: administrators see when reads and channels are closed, open them against the
// calendar, and let it hold again.
import { Controller, Inject } from '@nestjs/common';
import { durationMs } from '../../kernel/duration.js';
import type { CalendarDesk, CalendarScope } from '../../protection/calendar/calendar-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { Serves } from '../routes/serves.js';
import { CLOSE_CALENDAR, OPEN_CALENDAR, SHOW_CALENDAR } from './calendar-routes.js';

/** Nest's injection token of the CalendarDesk. */
export const CALENDAR_DESK = Symbol('CalendarDesk');

type Shown = AnswerOf<typeof SHOW_CALENDAR>;

@Controller(ADMIN_PREFIX)
export class CalendarController {
  constructor(@Inject(CALENDAR_DESK) private readonly desk: CalendarDesk) {}

  @Serves(SHOW_CALENDAR)
  show(): Shown {
    return this.desk.view();
  }

  @Serves(OPEN_CALENDAR)
  open({ body, acting }: AskedOf<typeof OPEN_CALENDAR>): Promise<Shown> {
    return this.desk.open(scopeOf(body), endOf(body.until, this.desk.now()), deciderOf(acting));
  }

  @Serves(CLOSE_CALENDAR)
  close({ body, acting }: AskedOf<typeof CLOSE_CALENDAR>): Promise<Shown> {
    return this.desk.close(scopeOf(body), deciderOf(acting));
  }
}

function scopeOf({ channel, reads }: CalendarScope): CalendarScope {
  return { channel, reads };
}

/** Epoch milliseconds. */
function endOf(until: string, now: number): number {
  const ms = durationMs(until);
  return ms === undefined ? Date.parse(until) : now + ms;
}
