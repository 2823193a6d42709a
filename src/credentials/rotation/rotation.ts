// How one credential takes the place of another: the new one is good beside the old one until the overlap ends.
// It must never let a client have more than two of one kind that are good or can become so, also when the clock is set
// back afterwards.
import { isOpen, startOf } from '../credential-state.js';
import type { Client } from '../client.js';
import type { Credential, Retirement } from '../credential.js';

/** Most credentials of one kind that may be good, or become so, at a time. */
export const MOST_OPEN = 2;
/** Credentials that are over are kept so long that one can see who used them last, and no longer. */
const MOST_OVER = 50;

/** How long the old credential stays good. */
export interface Overlap {
  readonly ms: number;
  /** Counted from when the new one is good, or from its first use. */
  readonly from: 'now' | 'first-use';
}

/** What a rotation goes by. */
export interface RotationTerms {
  readonly now: number;
  /** Longest overlap, in milliseconds; what an overlap from first use ends with when there is no use. */
  readonly longestMs: number;
}

/** Those of a kind that are good or can become so, the oldest first. */
export function openOf({ credentials }: Client, kind: Credential['kind'], now: number): readonly Credential[] {
  return credentials.filter((each) => each.kind === kind && isOpen(each, now));
}

/**
 * The client with `credential` beside what it has; the open one of the same kind retires. The caller has seen to it that
 * there is room (`openOf`, MOST_OPEN) and that the overlap is in bounds.
 */
export function issueBeside(client: Client, credential: Credential, overlap: Overlap, terms: RotationTerms): Client {
  const { now } = terms;
  const retirement = retirementFor(credential, overlap, terms);
  const others = client.credentials.map((each) => {
    if (!isOpen(each, now)) return closed(each, now);
    return each.kind === credential.kind ? retired(each, retirement) : each;
  });
  const over = others.filter((each) => each.revokedAt !== undefined);
  const forgotten = new Set(over.slice(0, Math.max(0, over.length - MOST_OVER)));
  return { ...client, credentials: [...others.filter((each) => !forgotten.has(each)), credential] };
}

/**
 * The client after a credential was used for the first time; the very same one when it was used before. An overlap that
 * waited for this begins to count.
 */
export function recordFirstUse(client: Client, credentialId: string, now: number): Client {
  const used = client.credentials.find(({ id }) => id === credentialId);
  if (used === undefined || used.firstUsedAt !== undefined) return client;
  const firstUsedAt = instant(now);
  return withCredentials(client, (each) => {
    if (each === used) return { ...each, firstUsedAt };
    const { retirement } = each;
    if (retirement?.replacedBy !== credentialId || retirement.afterFirstUseMs === undefined) return each;
    const until = Math.min(Date.parse(retirement.until), now + retirement.afterFirstUseMs);
    return retired(each, { ...retirement, until: instant(until) });
  });
}

/** Revoked now; the very same client when it was revoked before. */
export function revokeCredential(client: Client, credentialId: string, now: number): Client {
  const meant = client.credentials.find(({ id }) => id === credentialId);
  if (meant === undefined || meant.revokedAt !== undefined) return client;
  return withCredentials(client, (each) => (each === meant ? closed(each, now) : each));
}

/** Revoked for good, with all its credentials; the very same client when it was revoked before. */
export function revokeClient(client: Client, now: number): Client {
  if (client.revokedAt !== undefined) return client;
  return { ...withCredentials(client, (each) => closed(each, now)), revokedAt: instant(now) };
}

/** The client with one credential on its way out, or not any more (undefined). What was announced of its end is void. */
export function withRetirement(client: Client, credentialId: string, retirement: Retirement | undefined): Client {
  return withCredentials(client, (each) => {
    if (each.id !== credentialId) return each;
    return retirement === undefined ? without(each, ['retirement', 'announcedDays']) : retired(each, retirement);
  });
}

/** The latest moment a retirement may last to, in epoch milliseconds. */
export function latestEndOf(since: number, replacing: Credential | undefined, longestMs: number): number {
  return (replacing === undefined ? since : Math.max(since, startOf(replacing))) + longestMs;
}

/** An RFC 3339 text for epoch milliseconds. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function retirementFor(credential: Credential, { ms, from }: Overlap, { now, longestMs }: RotationTerms): Retirement {
  const since = { since: instant(now), replacedBy: credential.id };
  const until = (overlapMs: number): string => instant(latestEndOf(now, credential, overlapMs));
  return from === 'now' ? { ...since, until: until(ms) } : { ...since, until: until(longestMs), afterFirstUseMs: ms };
}

function retired(credential: Credential, retirement: Retirement): Credential {
  return { ...without(credential, ['announcedDays']), retirement };
}

type Droppable = 'retirement' | 'announcedDays';

function without(credential: Credential, dropped: readonly Droppable[]): Credential {
  const kept = Object.entries(credential).filter(([name]) => !dropped.some((each) => each === name));
  // Only members that may be absent are dropped; the compiler cannot follow that through entries.
  return Object.fromEntries(kept) as unknown as Credential;
}

/** Over for good: a moment alone would make it good again for a clock that is set back. */
function closed(credential: Credential, now: number): Credential {
  return credential.revokedAt === undefined ? { ...credential, revokedAt: instant(now) } : credential;
}

function withCredentials(client: Client, change: (credential: Credential) => Credential): Client {
  return { ...client, credentials: client.credentials.map(change) };
}
