// How a case of the ledger's contract gets its ledger.
import type { OpenLedger, OpenLedgerFixture } from './ledger-fixture.js';

/** Runs cases, each on an empty ledger of its own. */
export interface LedgerCase {
  readonly within: (run: (opened: OpenLedger) => Promise<unknown>) => Promise<void>;
}

/** Opens a ledger for each case and closes it after. */
export function ledgerCase(open: OpenLedgerFixture): LedgerCase {
  return {
    within: async (run) => {
      await using opened = await open();
      await run(opened);
    },
  };
}
