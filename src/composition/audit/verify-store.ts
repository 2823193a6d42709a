// Verifies the trail in the files of a store against a file of heads, while gateways come and go beside it.
// It must never blame a trail for what was written while it was being read.
import { openAuditFiles } from '../../../adapters/sqlite/audit/audit-files.js';
import type { HeadFile } from '../../audit/heads/head-file.port.js';
import { verifyTrail } from '../../audit/verify/verify-trail.js';
import type { FoundHeads, TrailVerdict, VerifyTerms } from '../../audit/verify/verify-trail.js';

/** How often a gateway may start in the middle before we give up. */
const MOST_ATTEMPTS = 5;

/** Verifies; reads again when a gateway has taken over files that lay still. Rejects with an error for people. */
export async function verifyStore(folder: string, file: HeadFile, terms: VerifyTerms): Promise<TrailVerdict> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const verdict = await readOnce(folder, file, terms);
    if (verdict !== undefined) return verdict;
  }
  throw new Error(`A gateway was started ${MOST_ATTEMPTS} times over ${folder} while it was being read. Try again.`);
}

/** The heads there are up to now, and how many bytes they take. */
export async function headsUpTo(file: HeadFile): Promise<FoundHeads & { readonly from: number }> {
  const from = await file.size();
  return { before: file.lines(0, from), meanwhile: file.lines(from, from), from };
}

/**
 * Heads first, store then: whatever those heads tell of is in the store by then. Heads that came until the store was
 * open, second: the last of them may be the one that the store has recorded. Undefined when the store changed hands.
 */
async function readOnce(folder: string, file: HeadFile, terms: VerifyTerms): Promise<TrailVerdict | undefined> {
  const { before, from } = await headsUpTo(file);
  using found = openAuditFiles(folder);
  try {
    const verdict = await verifyTrail(found, { before, meanwhile: file.lines(from, await file.size()) }, terms);
    return found.changedHands() ? undefined : verdict;
  } catch (error) {
    if (found.changedHands()) return undefined;
    throw error;
  }
}
