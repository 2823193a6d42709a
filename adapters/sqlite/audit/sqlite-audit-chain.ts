// The chain behind the audit trail in an embedded store.
// It must never answer from anything but what is committed.
import {
  AuditChain,
  type ChainedEntry,
  type ChainPosition,
  type RetireStep,
} from '../../../src/audit/chain/audit-chain.port.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { auditRow } from './audit-row.js';
import { CLOSE_AUDIT, RECORD_HEAD, RETIRE_AUDIT } from './audit-operations.js';
import { ChainReader } from './chain-reader.js';

/** The chain in an embedded store. */
export class SqliteAuditChain extends AuditChain {
  readonly #writer: Writer;
  readonly #reader: ChainReader;

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#reader = new ChainReader(store.reading);
  }

  async stream(): Promise<string> {
    return Promise.resolve(this.#reader.stream());
  }

  async end(): Promise<ChainPosition> {
    return Promise.resolve(this.#reader.end());
  }

  async after(place: number, most: number): Promise<readonly ChainedEntry[]> {
    return Promise.resolve(this.#reader.page(place, most));
  }

  async checkpoint(): Promise<string | undefined> {
    return Promise.resolve(this.#reader.note('checkpoint'));
  }

  async head(): Promise<string | undefined> {
    return Promise.resolve(this.#reader.note('head'));
  }

  async recordHead(text: string): Promise<void> {
    await this.#writer.write(RECORD_HEAD, text, 'owed');
  }

  async close(): Promise<void> {
    await this.#writer.write(CLOSE_AUDIT, undefined, 'owed');
  }

  async retire({ upTo, checkpoint, audit }: RetireStep): Promise<void> {
    await this.#writer.write(RETIRE_AUDIT, { upTo, checkpoint, audit: auditRow(audit) }, 'owed');
  }
}
