// The newest heads in a file, as they stand there. It must never judge them.
import { AuditHeadFile } from '../../../adapters/folder/audit-head-file.js';
import { readHead } from '../../audit/heads/head.js';
import type { Head } from '../../audit/heads/head.js';

const MOST = 20;

/** The last twenty, oldest first, with the id of the key each names. */
export async function lastHeads(path: string): Promise<readonly (Head & { readonly key: string })[]> {
  const lines = await new AuditHeadFile(path).tail();
  const heads = lines.flatMap((text) => readHead(text) ?? []);
  return heads.slice(-MOST).map((head) => ({ ...head, key: head.line.key }));
}
