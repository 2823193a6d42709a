// The contracts of the audit trail and of review items, on every implementation.
import { describe } from '@jest/globals';
import { auditChainCases } from './audit-chain-cases.js';
import { auditCommitCases } from './audit-commit-cases.js';
import { auditTrailCases } from './audit-trail-cases.js';
import { reviewCases } from './review-cases.js';
import { memoryStore, type OpenStoreFixture, sqliteStores, withinA } from './store-fixture.js';

function contracts(name: string, open: OpenStoreFixture): void {
  const within = withinA(open);
  describe(`the audit trail (${name})`, () => auditTrailCases(within));
  describe(`the audit trail (${name}) in commits`, () => auditCommitCases(within));
  describe(`the chain behind the audit trail (${name})`, () => auditChainCases(within));
  describe(`review items (${name})`, () => reviewCases(within));
}

contracts('memory', memoryStore);
contracts('sqlite', sqliteStores());
