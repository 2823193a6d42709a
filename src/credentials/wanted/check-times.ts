// From when to when a wanted credential is good, and how long the old one stays beside it.
// It must never let a credential outlive the policy of its client.
import { DateTime } from 'luxon';
import { DAY_MS, durationMs, durationText } from '../../kernel/duration.js';
import type { Overlap } from '../rotation/rotation.js';
import type { RequestFaults } from '../desk/request-faults.js';
import type { WantedCredential } from './wanted-credential.js';

const DURATION = /^\d{1,7}[smhd]$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const DEFAULT_OVERLAP_MS = DAY_MS;
const FURTHEST_START_DAYS = 366;
/** Whoever says "now" has said it a while ago by the time it is read. */
const TOLERANCE_MS = 60_000;

/** What the times of a credential are measured against. */
export interface TimeBounds {
  readonly now: number;
  readonly longestOverlapMs: number;
  readonly credentialDays: number | undefined;
  /** It may not outlive this one: that of whoever makes a credential for itself. Epoch milliseconds. */
  readonly notAfter: number;
}

/** Sound times, in epoch milliseconds; absent: good at once, or for good. */
export interface SoundTimes {
  readonly startsAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly overlap: Overlap;
}

/** Reads a moment in RFC 3339 as epoch milliseconds; undefined when it is none. */
export function readMoment(text: string): number | undefined {
  const read = MOMENT.test(text) ? DateTime.fromISO(text.toUpperCase()) : undefined;
  return read?.isValid === true ? read.toMillis() : undefined;
}

/** What was expected where a text is no moment. */
export const EXPECTED_MOMENT = 'Expected a moment such as 2027-01-31T18:00:00Z.';

/** The times; where there are faults, they are added with `prefix` before their pointers and must be refused. */
export function readTimes(
  wanted: WantedCredential,
  bounds: TimeBounds,
  faults: RequestFaults,
  prefix: string,
): SoundTimes {
  const { now } = bounds;
  const startsAt = readStart(wanted.startsAt, now, faults, `${prefix}/startsAt`);
  const start = Math.max(now, startsAt ?? now);
  const expiresAt = readExpiry(wanted.expiresAt, start, bounds, (detail) =>
    faults.malformed(`${prefix}/expiresAt`, detail),
  );
  return { startsAt, expiresAt, overlap: readOverlap(wanted, bounds, faults, prefix) };
}

function readStart(text: string | undefined, now: number, faults: RequestFaults, pointer: string): number | undefined {
  if (text === undefined) return undefined;
  const at = readMoment(text);
  if (at === undefined) faults.malformed(pointer, EXPECTED_MOMENT);
  else if (at < now - TOLERANCE_MS || at > now + FURTHEST_START_DAYS * DAY_MS) {
    faults.malformed(pointer, `Expected a moment from now on and at most ${FURTHEST_START_DAYS} days ahead.`);
  }
  return at;
}

function readExpiry(
  text: string | undefined,
  start: number,
  { credentialDays, notAfter }: TimeBounds,
  refuse: (detail: string) => void,
): number | undefined {
  const latest = Math.min(credentialDays === undefined ? Infinity : start + credentialDays * DAY_MS, notAfter);
  if (latest <= start) refuse(`It would not be good before ${new Date(latest).toISOString()}, when it has to end.`);
  if (text === undefined) return latest === Infinity ? undefined : latest;
  const at = readMoment(text);
  if (at === undefined) refuse(EXPECTED_MOMENT);
  else if (at <= start) refuse('Expected a moment after it starts to be good.');
  else if (at > latest) refuse(`Expected a moment not after ${new Date(latest).toISOString()}.`);
  return at;
}

function readOverlap(
  { overlap, overlapFrom = 'now' }: WantedCredential,
  { longestOverlapMs }: TimeBounds,
  faults: RequestFaults,
  prefix: string,
): Overlap {
  const ms = overlap === undefined ? Math.min(DEFAULT_OVERLAP_MS, longestOverlapMs) : durationOf(overlap);
  if (ms === undefined || ms > longestOverlapMs) {
    const longest = durationText(longestOverlapMs);
    faults.malformed(`${prefix}/overlap`, `Expected a duration from 0s to ${longest}, such as 1h, 24h or 7d.`);
  }
  if (!['now', 'first-use'].includes(overlapFrom)) {
    faults.malformed(`${prefix}/overlapFrom`, 'Expected now or first-use.');
  }
  return { ms: ms ?? 0, from: overlapFrom };
}

function durationOf(text: string): number | undefined {
  return DURATION.test(text) ? durationMs(text) : undefined;
}
