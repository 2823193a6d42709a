// Serves the routes under /admin/v1/calendar: administrators see when channels are closed, open one against the
// calendar, and let it hold again.
import { Controller, Inject } from '@nestjs/common';
import type { CalendarDesk } from '../../protection/calendar/calendar-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { Serves } from '../routes/serves.js';
import { CLOSE_CALENDAR, DURATION, OPEN_CALENDAR, SHOW_CALENDAR } from './calendar-routes.js';

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

function scopeOf({ channel }: { readonly channel?: string }): { readonly channel?: string } {
  return channel === undefined ? {} : { channel };
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Epoch milliseconds. */
function endOf(until: string, now: number): number {
  const [, count, unit = ''] = DURATION.exec(until) ?? [];
  return count === undefined ? Date.parse(until) : now + Number(count) * (UNIT_MS[unit] ?? 0);
}
