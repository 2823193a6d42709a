// A real store with an audit trail and signed heads, to be tampered with behind its back and verified.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AuditHeadFile } from '../../adapters/folder/audit-head-file.js';
import { openKeyFile } from '../../adapters/folder/key-file.js';
import { SqliteAuditChain } from '../../adapters/sqlite/audit/sqlite-audit-chain.js';
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { newAuditKeyText, readAuditKey } from '../../src/audit/heads/audit-key.js';
import { AuditRetentionJob } from '../../src/audit/heads/audit-retention-job.js';
import type { HeadFile } from '../../src/audit/heads/head-file.port.js';
import { HeadKeeper } from '../../src/audit/heads/head-keeper.js';
import type { TrailVerdict } from '../../src/audit/verify/verify-trail.js';
import { verifyFiles } from '../../src/composition/audit/verify-files.js';
import type { VerifyRequest } from '../../src/composition/audit/verify-files.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { ownFolder } from '../support/running/own-folder.js';
import { auditOf } from '../contracts/audit-sample.js';

/** A gateway's worth of auditing over an open store. */
export interface OpenTrail {
  readonly log: SqliteAuditLog;
  readonly chain: SqliteAuditChain;
  readonly heads: HeadKeeper;
  readonly retention: AuditRetentionJob;
  /** Appends so many entries, one after the other, and signs a head. */
  readonly append: (count: number) => Promise<void>;
}

/** One data folder. Dispose it at the end. */
export class AuditStage implements Disposable {
  readonly clock = new ManualClock();
  readonly observed: Observation[] = [];
  readonly #folder = ownFolder();
  #count = 0;

  /** Where heads are written. */
  file: HeadFile = new AuditHeadFile(this.headsPath);

  get path(): string {
    return this.#folder.path;
  }

  get store(): string {
    return join(this.path, 'ledger');
  }

  get headsPath(): string {
    return join(this.path, 'audit-heads.ndjson');
  }

  get keyPath(): string {
    return join(this.path, 'audit.key');
  }

  /** Runs with the store open, as a gateway would, and closes it in order unless the run throws. */
  async running(run: (trail: OpenTrail) => Promise<unknown>, keptMs?: number): Promise<void> {
    await using store = await SqliteStore.open(this.store);
    const log = new SqliteAuditLog(store);
    const chain = new SqliteAuditChain(store);
    const key = readAuditKey(await openKeyFile(this.keyPath, newAuditKeyText));
    const parts = { chain, key, clock: this.clock, observe: (it: Observation) => void this.observed.push(it) };
    const heads = await HeadKeeper.open({ ...parts, file: this.file });
    const retention = new AuditRetentionJob({ ...parts, keptMs });
    await run({ log, chain, heads, retention, append: (count) => this.#append(log, heads, count) });
    await heads.stop();
  }

  /** Entries 1 to 30 with heads after 10, 20 and 30, and another one at the end. */
  filled(): Promise<void> {
    return this.running(async ({ append }) => {
      for (let head = 0; head < 3; head += 1) await append(10);
    });
  }

  /** The same in a folder of its own: making one from nothing takes longer. */
  copy(): AuditStage {
    const copy = new AuditStage();
    cpSync(this.path, copy.path, { recursive: true });
    return copy;
  }

  /** Does something to the store that no program of ours does. */
  tamper(change: (database: DatabaseSync) => void): void {
    using database = new DatabaseSync(join(this.store, 'store.db'));
    change(database);
  }

  verify(wanted: Partial<VerifyRequest> = {}): Promise<TrailVerdict> {
    const usual = { trail: { store: this.store }, heads: this.headsPath, keyFile: this.keyPath, keyIds: [] };
    return verifyFiles({ ...usual, ...wanted });
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }

  async #append(log: SqliteAuditLog, heads: HeadKeeper, count: number): Promise<void> {
    for (let each = 0; each < count; each += 1) {
      this.#count += 1;
      this.clock.advance(1_000);
      const at = new Date(this.clock.now()).toISOString();
      await log.append(auditOf(`command/${this.#count}`, { at, reason: `because of ${this.#count}` }));
    }
    await heads.sign();
  }
}

/** What was found, in short: `deleted 5-7`. */
export function shortly({ findings }: TrailVerdict): readonly string[] {
  return findings.map(({ kind, from, to }) => (from === undefined ? kind : `${kind} ${from}-${to}`));
}
