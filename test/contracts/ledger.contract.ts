// The contract of the ledger and its marks: what every implementation promises, each promise a case.
import { describe } from '@jest/globals';
import { appendCases } from './ledger-append-cases.js';
import { ledgerCase } from './ledger-case.js';
import { claimCases } from './ledger-claim-cases.js';
import type { OpenLedgerFixture } from './ledger-fixture.js';
import { holdCases } from './ledger-hold-cases.js';
import { interleavingCases } from './ledger-interleaving-cases.js';
import { listCases } from './ledger-list-cases.js';
import { moveCases } from './ledger-move-cases.js';

/** Runs the contract on one implementation. */
export function ledgerContract(name: string, open: OpenLedgerFixture): void {
  const each = ledgerCase(open);
  describe(`the ledger (${name}) accepting`, () => appendCases(each));
  describe(`the ledger (${name}) claiming`, () => claimCases(each));
  describe(`the ledger (${name}) moving`, () => moveCases(each));
  describe(`the ledger (${name}) holding`, () => holdCases(each));
  describe(`the ledger (${name}) listing`, () => listCases(each));
  describe(`the ledger (${name}) under many hands`, () => interleavingCases(each));
}
