// The small facade whose create is verified in the two other ways: by its natural key within a time bound, and by a
// procedure that only looks.
import { broken } from './small-facade.js';
import type { Texts } from './small-facade.js';
import { writingTexts } from './writing-facade.js';

const ORDERS = 'resources/orders.yaml';
const BY_REFERENCE =
  'verify: { source: replica, view: api.Orders, match: { EXTREF: $command.id }, results: { id: ORDNO } }';

const BY_NATURAL_KEY = `verify:
        source: replica
        view: api.Orders
        match: { CUSTNO: customerId, DELFLG: { constant: "N" } }
        since: { column: CRTDTM, timezone: Europe/Copenhagen, skew: 30s }
        results: { id: ORDNO }`;

const BY_PROCEDURE = `verify:
        procedure: erp.OrderOutcome
        parameters: { Ref: $command.id }
        answer: { output: Outcome, happened: ["J"], didNotHappen: ["N"], unknown: ["?"] }
        results: { id: No }`;

/** The create is found by its customer, and by when it was made. */
export const naturalTexts: Texts = broken(
  ORDERS,
  BY_REFERENCE,
  BY_NATURAL_KEY,
  broken(ORDERS, 'whenParked: pass', 'whenParked: block', writingTexts),
);

/** A procedure is asked by the id of the command. */
export const askingTexts: Texts = broken(
  ORDERS,
  BY_REFERENCE,
  BY_PROCEDURE,
  broken(
    'shape.lock.yaml',
    '      erp.Cancel:',
    '      erp.OrderOutcome: { Ref: varchar(26), Outcome: char(1) output, No: char(12) output }\n      erp.Cancel:',
    writingTexts,
  ),
);
