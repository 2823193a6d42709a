import { ledgerContract } from './ledger.contract.js';
import { memoryStore } from './store-fixture.js';

ledgerContract('memory', memoryStore);
