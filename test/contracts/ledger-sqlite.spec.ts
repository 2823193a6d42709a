import { ledgerContract } from './ledger.contract.js';
import { sqliteStores } from './store-fixture.js';

ledgerContract('sqlite', sqliteStores());
