// Every route of /admin/v1, by the desk that has to be there for it. It must never leave one out: what is not here is
// served to nobody, and stands in no document.
import { EXPORT_AUDIT, LIST_AUDIT } from './audit/audit-routes.js';
import { CLOSE_CALENDAR, OPEN_CALENDAR, SHOW_CALENDAR } from './calendar/calendar-routes.js';
import { ADMINISTRATOR_ROUTES, CLIENT_ROUTES } from './clients/client-routes.js';
import { LIST_EXPIRING } from './clients/expiring.js';
import {
  CANCEL_COMMAND,
  ERASE_COMMANDS,
  LIST_COMMANDS,
  RESOLVE_COMMAND,
  RETRY_COMMAND,
  SHOW_COMMAND,
} from './commands/command-routes.js';
import { SHOW_DOCUMENT } from './document/document-route.js';
import { BATCH_ARRIVED, LIST_BATCHES, LOOK_FOR_BATCH, RESEND_BATCH, SHOW_BATCH } from './drops/batch-routes.js';
import { CLOSE_REVIEW, LIST_REVIEWS } from './drops/review-routes.js';
import { LIST_SIGNING_KEYS, ROTATE_SIGNING_KEYS } from './keys/signing-key-routes.js';
import { DROP_ANSWERS, HOLD_BREAKER, RELEASE_BREAKER, SHOW_PROTECTION } from './protection/protection-routes.js';
import type { AdminRoute } from './routes/admin-route.js';

/** Desks by name; the document needs none, and is always there. */
export type DeskName =
  | 'clients'
  | 'signingKeys'
  | 'audit'
  | 'commands'
  | 'erasure'
  | 'batches'
  | 'reviews'
  | 'calendar'
  | 'protection'
  | 'document';

/** By desk, in the order of the document. */
export const ROUTES_OF: Readonly<Record<DeskName, readonly AdminRoute[]>> = {
  clients: [...Object.values(CLIENT_ROUTES), ...Object.values(ADMINISTRATOR_ROUTES), LIST_EXPIRING],
  signingKeys: [LIST_SIGNING_KEYS, ROTATE_SIGNING_KEYS],
  audit: [LIST_AUDIT, EXPORT_AUDIT],
  commands: [LIST_COMMANDS, SHOW_COMMAND, RETRY_COMMAND, CANCEL_COMMAND, RESOLVE_COMMAND],
  erasure: [ERASE_COMMANDS],
  batches: [LIST_BATCHES, SHOW_BATCH, RESEND_BATCH, LOOK_FOR_BATCH, BATCH_ARRIVED],
  reviews: [LIST_REVIEWS, CLOSE_REVIEW],
  calendar: [SHOW_CALENDAR, OPEN_CALENDAR, CLOSE_CALENDAR],
  protection: [SHOW_PROTECTION, HOLD_BREAKER, RELEASE_BREAKER, DROP_ANSWERS],
  document: [SHOW_DOCUMENT],
};

/** Of a gateway that has every desk. */
export const ALL_ROUTES: readonly AdminRoute[] = Object.values(ROUTES_OF).flat();
