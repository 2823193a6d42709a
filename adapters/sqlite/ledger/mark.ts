// An idempotency mark as the store keeps it, and what one led to before.
// It must never be shortened so far that two marks could meet by chance.
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Command } from '../../../src/write/command.js';
import type { IdempotencyMark } from '../../../src/write/ledger.port.js';
import type { DigestFilter } from '../store/digest-filter.js';
import { type Row, text } from '../store/row.js';
import { commandOf } from './command-row.js';

/** What a mark led to before. */
export type Recalled = { readonly kind: 'replayed'; readonly command: Command } | { readonly kind: 'mismatch' };

/** Half of a SHA-256: among 2^40 marks two would meet with a chance of one in 2^49. */
const DIGEST_BYTES = 16;

/** The mark's digest, over client, operation and key together. By way of a text: see chainDigest. */
export function digestOfMark({ clientId, operation, key }: IdempotencyMark): Uint8Array {
  const digest = hash('sha256', JSON.stringify([clientId, operation, key]), 'binary');
  return Buffer.from(digest.slice(0, DIGEST_BYTES), 'latin1');
}

/** Marks added in one turn of the loop: commits of others must not wait for them. */
const PAGE = 2_000;

/**
 * Adds the marks of before the start, those of a small store at once, all others between the commits. Marks fall anywhere
 * in their index; reading all of them brings it into memory, the system's if not our own (32 MB for a million), so that
 * accepts soon after a start are as quick as later ones.
 */
export function rememberMarks(database: DatabaseSync, knownMarks: DigestFilter): void {
  const page = database.prepare(`SELECT digest FROM mark WHERE digest > ? ORDER BY digest LIMIT ${PAGE}`);
  const rememberAfter = (last: Uint8Array): void => {
    if (!database.isOpen) return;
    const digests = page.all(last).map(({ digest }) => digest as Uint8Array);
    for (const digest of digests) knownMarks.add(digest);
    const next = digests[PAGE - 1];
    if (next === undefined) knownMarks.complete();
    else setImmediate(rememberAfter, next);
  };
  rememberAfter(new Uint8Array());
}

/** Compares the mark with the one the command of this row was accepted under. */
export function recalled(row: Row, mark: IdempotencyMark): Recalled {
  const same = text(row, 'fingerprint') === mark.fingerprint;
  return same ? { kind: 'replayed', command: commandOf(row) } : { kind: 'mismatch' };
}
