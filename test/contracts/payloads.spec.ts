// The contract of payloads, on every implementation.
import { describe } from '@jest/globals';
import { eraseCases } from './payload-erase-cases.js';
import { retireCases } from './payload-retire-cases.js';
import { memoryStore, type OpenStoreFixture, sqliteStores, withinA } from './store-fixture.js';

function contract(name: string, open: OpenStoreFixture): void {
  const within = withinA(open);
  describe(`payloads (${name}) erased on demand`, () => eraseCases(within));
  describe(`payloads (${name}) retired by age`, () => retireCases(within));
}

contract('memory', memoryStore);
contract('sqlite', sqliteStores());
