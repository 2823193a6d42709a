// What the ledger's contract needs of an implementation.
import type { IdempotencyMarks, Ledger } from '../../src/write/ledger.port.js';

/** A fresh, empty ledger with the marks over it. */
export interface OpenLedger extends AsyncDisposable {
  readonly ledger: Ledger;
  readonly marks: IdempotencyMarks;
}

/** Opens one. */
export type OpenLedgerFixture = () => Promise<OpenLedger>;
