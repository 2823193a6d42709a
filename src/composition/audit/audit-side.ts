// The auditing side of a running gateway: signed heads, reads that are told of, retention, the desk of auditors.
// It must never be opened after anything was appended, nor stopped before everything was.
import { AuditHeadFile } from '../../../adapters/folder/audit-head-file.js';
import { openKeyFile } from '../../../adapters/folder/key-file.js';
import { AuditDesk } from '../../audit/audit-desk.js';
import type { AuditLog } from '../../audit/audit-log.port.js';
import type { AuditChain } from '../../audit/chain/audit-chain.port.js';
import { newAuditKeyText, readAuditKey } from '../../audit/heads/audit-key.js';
import { AuditRetentionJob } from '../../audit/heads/audit-retention-job.js';
import { HeadKeeper } from '../../audit/heads/head-keeper.js';
import { SensitiveReads } from '../../audit/reads/sensitive-reads.js';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Settings } from '../../settings/settings.js';
import type { DataFolder } from '../data-folder.js';

/** What it is built with. */
export interface AuditSideParts {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: { readonly audit: AuditLog; readonly chain: AuditChain };
}

/** Everything about auditing, once opened. */
export interface AuditSide {
  readonly desk: AuditDesk;
  readonly reads: SensitiveReads;
  readonly start: () => void;
  /** To be called when nothing else appends any more, and before the store is closed. Never rejects. */
  readonly stop: () => Promise<void>;
}

/** Opens it; to be called as soon as the store is open. Makes the key at the first start. */
export async function openAuditSide({ settings, folder, clock, observe, store }: AuditSideParts): Promise<AuditSide> {
  const { audit: log, chain } = store;
  const key = readAuditKey(await openKeyFile(folder.auditKey, newAuditKeyText));
  const file = new AuditHeadFile(settings.BANYAN_AUDIT_HEADS ?? folder.auditHeads);
  const heads = await HeadKeeper.open({ chain, file, key, clock, observe });
  const reads = new SensitiveReads({ log, clock, observe });
  const retention = new AuditRetentionJob({ chain, key, clock, observe, keptMs: settings.BANYAN_AUDIT_RETENTION });
  return {
    desk: new AuditDesk({ log, chain, clock }),
    reads,
    start: () => {
      heads.start();
      retention.start();
    },
    stop: async () => {
      await retention.stop();
      await reads.stop();
      await heads.stop();
    },
  };
}
