// What to do about a read, given what is kept of it, what its caller wishes, and whether its source may be asked.
// Pure: it must never look at a clock, nor do any of it.
import { mayStandIn, standingOf } from '../../protection/cache/standing.js';
import type { Age } from '../../protection/cache/kept.js';
import type { CacheWish } from '../read-request.js';

/** Why the source is left alone: the calendar says so, or it was away a moment ago. */
export type LeftAlone = 'closed' | 'away';

/** To the source. */
export interface AskCourse {
  readonly kind: 'ask';
  readonly why: 'uri-miss' | 'stale' | 'request';
  /** Nobody else's asking will do. */
  readonly alone: boolean;
}

/** The course of one read. */
export type Course =
  | AskCourse
  /** With what is kept; `outdated` when it is older than it should be. */
  | { readonly kind: 'serve'; readonly outdated: boolean }
  /** Nobody may ask now. */
  | { readonly kind: 'closed' }
  /** The caller wants nobody to be asked. */
  | { readonly kind: 'not-in-cache' };

/** Everything the course depends on. */
export interface Situation {
  readonly kept: Age | undefined;
  readonly wish: CacheWish | undefined;
  /** Looked at only where something hangs on it. */
  readonly leftAlone: () => LeftAlone | undefined;
  /** Monotonic milliseconds. */
  readonly now: number;
}

const SERVE: Course = Object.freeze({ kind: 'serve', outdated: false });
const SERVE_OUTDATED: Course = Object.freeze({ kind: 'serve', outdated: true });
const CLOSED: Course = Object.freeze({ kind: 'closed' });
const NOT_IN_CACHE: Course = Object.freeze({ kind: 'not-in-cache' });

/** Decides. */
export function courseOf(situation: Situation): Course {
  const { kept, wish, leftAlone, now } = situation;
  const served = kept === undefined ? undefined : serveKept(kept, situation);
  if (served !== undefined) return served;
  if (wish?.onlyIfCached === true) return NOT_IN_CACHE;
  if (leftAlone() === 'closed') return CLOSED;
  return { kind: 'ask', why: whyAsked(kept, now), alone: isDemanding(wish) };
}

function serveKept(kept: Age, { wish, leftAlone, now }: Situation): Course | undefined {
  const standing = standingOf(kept, now);
  if (wish !== undefined && isDemanding(wish)) {
    // Who names an age wants no answer that is not fresh: RFC 9111, section 5.2.1.1.
    const isYoung = !wish.noCache && !wish.noStore && now - kept.askedAt <= (wish.maxAgeMs ?? Infinity);
    return isYoung && standing === 'fresh' ? SERVE : undefined;
  }
  if (standing !== 'old') return SERVE;
  return leftAlone() !== undefined && mayStandIn(kept, 'outage', now) ? SERVE_OUTDATED : undefined;
}

function isDemanding(wish: CacheWish | undefined): boolean {
  return wish !== undefined && (wish.noCache || wish.noStore || wish.maxAgeMs !== undefined);
}

/** RFC 9211, section 2.2: `request` says that a fresh answer was there. */
function whyAsked(kept: Age | undefined, now: number): 'uri-miss' | 'stale' | 'request' {
  if (kept === undefined) return 'uri-miss';
  return standingOf(kept, now) === 'fresh' ? 'request' : 'stale';
}
