// Verifies the audit trail in the files of a store, or in an export, against the heads and the key that lie beside it.
// It must never write anything, so that it may be run beside a gateway, and on a backup.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { AuditHeadFile } from '../../../adapters/folder/audit-head-file.js';
import { readExport } from '../../audit/export/read-export.js';
import { readAuditKey } from '../../audit/heads/audit-key.js';
import type { AuditPublicKey } from '../../audit/heads/audit-key.js';
import { verifyTrail } from '../../audit/verify/verify-trail.js';
import type { TrailVerdict } from '../../audit/verify/verify-trail.js';
import { headsUpTo, verifyStore } from './verify-store.js';

/** What is verified, and against what. */
export interface VerifyRequest {
  /** The folder of a store, or the file of an export. */
  readonly trail: { readonly store: string } | { readonly export: string };
  /** The file of heads. */
  readonly heads: string;
  /** The key of the gateway, where it can be read. */
  readonly keyFile: string;
  /** Ids of keys that were noted elsewhere; then the key file is not asked. */
  readonly keyIds: readonly string[];
  /** How long entries had to be kept at least, in milliseconds. */
  readonly keptAtLeastMs?: number;
}

/** Verifies. Rejects with an error for people when there is nothing to verify. */
export async function verifyFiles(request: VerifyRequest): Promise<TrailVerdict> {
  const { trail, keyIds, keptAtLeastMs, keyFile } = request;
  const keys = keyIds.length > 0 ? [] : keyIn(keyFile);
  const terms = { keys, keyIds, ...(keptAtLeastMs !== undefined && { keptAtLeastMs }) };
  const file = new AuditHeadFile(request.heads);
  if ('store' in trail) return verifyStore(trail.store, file, terms);
  const lines = createInterface({ input: createReadStream(trail.export, 'utf8'), crlfDelay: Infinity });
  return verifyTrail(await readExport(lines), await headsUpTo(file), terms);
}

function keyIn(path: string): readonly AuditPublicKey[] {
  return existsSync(path) ? [readAuditKey(readFileSync(path, 'utf8'))] : [];
}
