import { MemoryLedger } from '../../adapters/memory/ledger.js';
import { MemoryIdempotencyMarks } from '../../adapters/memory/ledger-marks.js';
import { ledgerContract } from './ledger.contract.js';

ledgerContract('memory', () => {
  const ledger = new MemoryLedger();
  const marks = new MemoryIdempotencyMarks(ledger);
  return Promise.resolve({ ledger, marks, [Symbol.asyncDispose]: () => Promise.resolve() });
});
