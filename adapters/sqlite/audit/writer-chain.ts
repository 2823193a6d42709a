// The end of the chain as the writing connection knows it: each entry goes on where the last one of the same commit, or
// of the commit before, has stopped. It must never be believed after a rollback: what it remembers may be undone.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { chainDigest, type ChainPosition } from '../../../src/audit/chain/chain-digest.js';
import type { AuditRow } from './audit-row.js';
import { ChainReader } from './chain-reader.js';

/** One per connection, whoever appends on it: there is one chain, and it must not fork. */
const CHAINS = new WeakMap<DatabaseSync, WriterChain>();

/** The chain of a writing connection. */
export function writerChain(database: DatabaseSync): WriterChain {
  const known = CHAINS.get(database);
  if (known !== undefined) return known;
  const chain = new WriterChain(database);
  CHAINS.set(database, chain);
  return chain;
}

/** To be called after every rollback; harmless where nothing was ever appended. */
export function forgetChainEnd(database: DatabaseSync): void {
  CHAINS.get(database)?.forget();
}

/** Appends entries, each chained to the one before. */
class WriterChain {
  readonly #reader: ChainReader;
  readonly #insert: StatementSync;
  #end: ChainPosition | undefined;
  #closed = false;

  constructor(database: DatabaseSync) {
    this.#reader = new ChainReader(database);
    this.#insert = database.prepare('INSERT INTO audit (place, action, subject, entry, digest) VALUES (?, ?, ?, ?, ?)');
  }

  append({ action, subject, text }: AuditRow): void {
    if (this.#closed) throw new Error('the audit trail is closed, for the gateway is stopping');
    const end = this.#end ?? this.#reader.end();
    const next = { place: end.place + 1, digest: chainDigest(end.digest, text) };
    this.#insert.run(next.place, action, subject, text, next.digest);
    this.#end = next;
  }

  /** Refuses entries from now on, whatever becomes of the commit that is open. */
  close(): void {
    this.#closed = true;
  }

  forget(): void {
    this.#end = undefined;
  }
}
