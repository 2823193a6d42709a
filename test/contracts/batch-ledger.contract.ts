// The contract of the ledger of batches: what every implementation promises, each promise a case.
import { describe } from '@jest/globals';
import { batchListCases } from './batch-list-cases.js';
import { batchMoveCases } from './batch-move-cases.js';
import { sealCases } from './batch-seal-cases.js';
import { type OpenStoreFixture, withinA } from './store-fixture.js';

/** Runs the contract on one implementation. */
export function batchLedgerContract(name: string, open: OpenStoreFixture): void {
  const within = withinA(open);
  describe(`the ledger of batches (${name}) sealing`, () => sealCases(within));
  describe(`the ledger of batches (${name}) moving`, () => batchMoveCases(within));
  describe(`the ledger of batches (${name}) listing`, () => batchListCases(within));
}
