// Whether a credential that ends leaves its holder with another one of its kind.
// It must never count on one that begins after a gap.
import type { Credential } from '../credential.js';
import { endOf, isOpen, startOf } from '../credential-state.js';

/** Whether another one of its kind is good at the moment `ending` ends, `end` in epoch milliseconds, and after it. */
export function hasSuccessor(ending: Credential, all: readonly Credential[], end: number): boolean {
  return all.some((each) => {
    const isOther = each.id !== ending.id && each.kind === ending.kind && each.revokedAt === undefined;
    return isOther && startOf(each) <= end && end < endOf(each);
  });
}

/** Whether it is on its way out as of `now` with nothing to take its place, such as when that was revoked. */
export function endsWithoutSuccessor(credential: Credential, all: readonly Credential[], now: number): boolean {
  if (credential.retirement === undefined || !isOpen(credential, now)) return false;
  return !hasSuccessor(credential, all, endOf(credential));
}
