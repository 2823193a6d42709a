// What an administrator may decide about itself.
// It must never let one stay longer than others have allowed, nor lock itself out.
import { DAY_MS } from '../../kernel/duration.js';
import { Problem } from '../../problems/problem.js';
import type { Client } from '../client.js';
import { endOf } from '../credential-state.js';

/**
 * Until when a credential may be good that a client makes for itself, in epoch milliseconds: as long as the newest that
 * somebody else made for it, whether that one is still good or not. Infinity where that has no end, or where the
 * client's `credentialDays` say how long each lives. What was made so long ago that it is forgotten has bound all that
 * came after it.
 */
export function ownLimit({ credentials, credentialDays }: Client): number {
  if (credentialDays !== undefined) return Infinity;
  const allowed = credentials.findLast(({ selfMade }) => selfMade !== true) ?? credentials.at(-1);
  return allowed?.expiresAt === undefined ? Infinity : Date.parse(allowed.expiresAt);
}

/**
 * Throws beyond-authority when a decision of a client about itself (`before`, `after`) lets a credential that it has stay
 * longer than others have allowed: by moving its retirement, or by beginning another overlap for it.
 */
export function refuseLonger(before: Client, after: Client, now: number): void {
  const policy = before.credentialDays === undefined ? Infinity : now + before.credentialDays * DAY_MS;
  const latest = Math.min(ownLimit(before), policy);
  const isLonger = before.credentials.some((each) => {
    const then = after.credentials.find(({ id }) => id === each.id);
    return then !== undefined && endOf(then) > Math.max(endOf(each), latest);
  });
  if (isLonger) refuseSelf();
}

/** Throws beyond-authority: another administrator has to decide this. */
export function refuseSelf(): never {
  const detail =
    'Of yourself you change name and contact, and credentials while one stays good and none for longer than others ' +
    'have allowed. Ask another administrator.';
  throw new Problem('beyond-authority', { detail });
}
