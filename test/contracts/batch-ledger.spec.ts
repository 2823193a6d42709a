import { batchLedgerContract } from './batch-ledger.contract.js';
import { memoryStore, sqliteStores } from './store-fixture.js';

batchLedgerContract('memory', memoryStore);
batchLedgerContract('sqlite', sqliteStores());
