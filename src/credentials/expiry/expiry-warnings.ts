// Whether the end of a credential is worth a word, and how many days before.
// It must never warn of an end that somebody has provided for: warnings nobody needs hide the one that counts.
import { DAY_MS } from '../../kernel/duration.js';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { endOf, isLive, isOpen, startOf } from '../credential-state.js';

const DAYS = [1, 7, 30] as const;

/** A warning that is due. */
export interface ExpiryWarning {
  readonly credential: Credential;
  readonly cause: 'not-replaced' | 'still-in-use';
  readonly daysLeft: (typeof DAYS)[number];
}

/** When a credential was last used, in epoch milliseconds; undefined: never. */
export type LastUsedAt = (credentialId: string) => number | undefined;

/** The warnings about a client that are due at `now` and were not announced yet. */
export function dueWarnings(client: Client, now: number, lastUsedAt: LastUsedAt): readonly ExpiryWarning[] {
  if (client.revokedAt !== undefined) return [];
  return client.credentials.flatMap((credential) => {
    const daysLeft = thresholdOf(credential, now);
    if (daysLeft === undefined || (credential.announcedDays ?? Infinity) <= daysLeft) return [];
    const cause = causeOf(client, credential, now, lastUsedAt);
    return cause === undefined ? [] : [{ credential, cause, daysLeft }];
  });
}

/** When a client loses its last credential, in epoch milliseconds; undefined when it has none that is good. */
export function lastEndOf({ credentials, revokedAt }: Client, now: number): number | undefined {
  if (revokedAt !== undefined || !credentials.some((each) => isLive(each, now))) return undefined;
  return Math.max(...credentials.filter((each) => isOpen(each, now)).map(endOf));
}

/** 30, 7 or 1, when the end is not further away; a life that was never longer than that is no news. */
function thresholdOf(credential: Credential, now: number): ExpiryWarning['daysLeft'] | undefined {
  if (!isLive(credential, now)) return undefined;
  const end = endOf(credential);
  const life = end - Math.max(Date.parse(credential.createdAt), startOf(credential));
  return DAYS.find((days) => end - now <= days * DAY_MS && life > days * DAY_MS);
}

function causeOf(
  { credentials }: Client,
  credential: Credential,
  now: number,
  lastUsedAt: LastUsedAt,
): ExpiryWarning['cause'] | undefined {
  const end = endOf(credential);
  const isReplaced = credentials.some((each) => {
    return each !== credential && isOpen(each, now) && startOf(each) <= end && endOf(each) > end;
  });
  if (!isReplaced) return 'not-replaced';
  return isStillInUse(credential, now, lastUsedAt(credential.id)) ? 'still-in-use' : undefined;
}

/** On its way out and used in the last day all the same; said when half of the overlap is over, a day before the end. */
function isStillInUse(credential: Credential, now: number, usedAt: number | undefined): boolean {
  const end = endOf(credential);
  const since = Date.parse(credential.retirement?.since ?? credential.createdAt);
  if (usedAt === undefined || end - now > DAY_MS || now - since < end - now) return false;
  return usedAt >= Math.max(since, now - DAY_MS);
}
