// The desks operators may stand at besides that of commands, and the controllers that serve them.
// It must never serve one that the gateway does not have.
import type { Provider, Type } from '@nestjs/common';
import type { AuditLog } from '../audit/audit-log.port.js';
import type { CalendarDesk } from '../protection/calendar/calendar-desk.js';
import type { BatchDesk } from '../write/drops/batch-desk.js';
import type { ErasureDesk } from '../write/operators/erasure-desk.js';
import type { ReviewDesk } from '../write/operators/review-desk.js';
import { AUDIT_LOG, AuditController } from './audit/audit.controller.js';
import { CALENDAR_DESK, CalendarController } from './calendar/calendar.controller.js';
import { ERASURE_DESK, ErasureController } from './commands/erasure.controller.js';
import { BATCH_DESK, BatchesController } from './drops/batches.controller.js';
import { REVIEW_DESK, ReviewsController } from './drops/reviews.controller.js';

/** Each is served where it is there; all are closed to everybody without the operator token. */
export interface OperatorDesks {
  readonly erasure?: ErasureDesk;
  readonly batches?: BatchDesk;
  readonly reviews?: ReviewDesk;
  readonly calendar?: CalendarDesk;
  readonly audit?: Pick<AuditLog, 'list'>;
}

/** What Nest needs to serve the desks there are. */
export interface Served {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

/** The desks there are. */
export function serveDesks({ erasure, batches, reviews, calendar, audit }: OperatorDesks): Served {
  const desks = [
    { desk: erasure, token: ERASURE_DESK, controller: ErasureController },
    { desk: batches, token: BATCH_DESK, controller: BatchesController },
    { desk: reviews, token: REVIEW_DESK, controller: ReviewsController },
    { desk: calendar, token: CALENDAR_DESK, controller: CalendarController },
    { desk: audit, token: AUDIT_LOG, controller: AuditController },
  ].filter(({ desk }) => desk !== undefined);
  return {
    controllers: desks.map(({ controller }) => controller),
    providers: desks.map(({ token, desk }) => ({ provide: token, useValue: desk })),
  };
}
