// An idempotency mark as the store keeps it, and what one led to before.
// It must never be shortened so far that two marks could meet by chance.
import { hash } from 'node:crypto';
import type { Command } from '../../../src/write/command.js';
import type { IdempotencyMark } from '../../../src/write/ledger.port.js';
import { type Row, text } from '../store/row.js';
import { commandOf } from './command-row.js';

/** What a mark led to before. */
export type Recalled = { readonly kind: 'replayed'; readonly command: Command } | { readonly kind: 'mismatch' };

/** Half of a SHA-256: among 2^40 marks two would meet with a chance of one in 2^49. */
const DIGEST_BYTES = 16;

/** The mark's digest, over client, operation and key together. */
export function digestOfMark({ clientId, operation, key }: IdempotencyMark): Uint8Array {
  return hash('sha256', JSON.stringify([clientId, operation, key]), 'buffer').subarray(0, DIGEST_BYTES);
}

/** Compares the mark with the one the command of this row was accepted under. */
export function recalled(row: Row, mark: IdempotencyMark): Recalled {
  const same = text(row, 'fingerprint') === mark.fingerprint;
  return same ? { kind: 'replayed', command: commandOf(row) } : { kind: 'mismatch' };
}
