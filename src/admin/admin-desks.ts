// The desks administrators may stand at, and the controllers that serve them.
// It must never serve one that the gateway does not have.
import type { Provider, Type } from '@nestjs/common';
import type { AuditDesk } from '../audit/audit-desk.js';
import type { ClientDesk } from '../credentials/desk/client-desk.js';
import type { SigningKeyDesk } from '../credentials/signing/signing-key-desk.js';
import type { CalendarDesk } from '../protection/calendar/calendar-desk.js';
import type { ProtectionDesk } from '../protection/table/protection-desk.js';
import type { BatchDesk } from '../write/drops/batch-desk.js';
import type { ErasureDesk } from '../write/operators/erasure-desk.js';
import type { ReviewDesk } from '../write/operators/review-desk.js';
import { ROUTES_OF } from './all-routes.js';
import { AUDIT_DESK, AuditController } from './audit/audit.controller.js';
import { CALENDAR_DESK, CalendarController } from './calendar/calendar.controller.js';
import { ADMINISTRATOR_DESK, APPLICATION_DESK, CLIENT_CONTROLLERS } from './clients/client-controllers.js';
import { ExpiringController } from './clients/expiring.js';
import { COMMAND_DESK, CommandsController } from './commands/commands.controller.js';
import type { CommandDesk } from './commands/commands.controller.js';
import { ERASURE_DESK, ErasureController } from './commands/erasure.controller.js';
import { DocumentController, SERVED_ROUTES } from './document/document.controller.js';
import { BATCH_DESK, BatchesController } from './drops/batches.controller.js';
import { REVIEW_DESK, ReviewsController } from './drops/reviews.controller.js';
import { SIGNING_KEY_DESK, SigningKeysController } from './keys/signing-keys.controller.js';
import { PROTECTION_DESK, ProtectionController } from './protection/protection.controller.js';
import type { AdminRoute } from './routes/admin-route.js';

/** Each is served where it is there; all are closed to everybody but administrators. */
export interface AdminDesks {
  readonly clients?: { readonly applications: ClientDesk; readonly administrators: ClientDesk };
  readonly signingKeys?: Pick<SigningKeyDesk, 'list' | 'rotate'>;
  readonly audit?: Pick<AuditDesk, 'list' | 'export'>;
  readonly calendar?: CalendarDesk;
  readonly protection?: ProtectionDesk;
  /** This and what follows: of a gateway that writes. */
  readonly commands?: CommandDesk;
  readonly erasure?: ErasureDesk;
  readonly batches?: BatchDesk;
  readonly reviews?: ReviewDesk;
}

/** What Nest needs to serve the desks there are. */
export interface Served {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  readonly routes: readonly AdminRoute[];
}

type Serving = readonly [desk: keyof AdminDesks, controllers: readonly Type[]];

const SERVING: readonly Serving[] = [
  ['clients', [...CLIENT_CONTROLLERS, ExpiringController]],
  ['signingKeys', [SigningKeysController]],
  ['audit', [AuditController]],
  ['commands', [CommandsController]],
  ['erasure', [ErasureController]],
  ['batches', [BatchesController]],
  ['reviews', [ReviewsController]],
  ['calendar', [CalendarController]],
  ['protection', [ProtectionController]],
];

/** The desks there are, and the document that tells of them. */
export function serveDesks(desks: AdminDesks): Served {
  const served = SERVING.filter(([desk]) => desks[desk] !== undefined);
  const routes = [...served.flatMap(([desk]) => ROUTES_OF[desk]), ...ROUTES_OF.document];
  return {
    routes,
    controllers: [...served.flatMap(([, controllers]) => controllers), DocumentController],
    providers: [
      { provide: APPLICATION_DESK, useValue: desks.clients?.applications },
      { provide: ADMINISTRATOR_DESK, useValue: desks.clients?.administrators },
      { provide: SIGNING_KEY_DESK, useValue: desks.signingKeys },
      { provide: AUDIT_DESK, useValue: desks.audit },
      { provide: COMMAND_DESK, useValue: desks.commands },
      { provide: ERASURE_DESK, useValue: desks.erasure },
      { provide: BATCH_DESK, useValue: desks.batches },
      { provide: REVIEW_DESK, useValue: desks.reviews },
      { provide: CALENDAR_DESK, useValue: desks.calendar },
      { provide: PROTECTION_DESK, useValue: desks.protection },
      { provide: SERVED_ROUTES, useValue: routes },
    ],
  };
}
