// Age, Cache-Control and Cache-Status of a read (RFC 9111, RFC 9211), and the one word the log and the metrics have for
// it. They must never say that an answer is younger than it is by a second.
import type { CacheOutcome } from '../../observability/observation-of-cache.js';
import type { CacheUse } from '../../read/read-request.js';

/** Kept by the caller alone, asked about every time: what another client may read is another answer. */
export const NOT_KEPT = 'private, no-cache';

/** The fields of an answer, by name; without a cache there is only one. */
export function cacheFields(use: CacheUse | undefined): Record<string, string> {
  if (use === undefined) return { 'cache-control': NOT_KEPT };
  const status = { 'cache-status': cacheStatus(use) };
  if (!isKept(use)) return { 'cache-control': NOT_KEPT, ...status };
  return {
    'cache-control': `private, max-age=${wholeSeconds(use.freshMs)}`,
    age: `${wholeSeconds(use.ageMs)}`,
    ...status,
  };
}

/** With Age, a caller counts `max-age` from the moment at which the source was asked, as we do. */
function isKept({ kind, stored, outdated }: CacheUse): boolean {
  return kind === 'hit' || stored || outdated;
}

function cacheStatus(use: CacheUse): string {
  if (use.kind === 'hit') return `banyan; hit; ttl=${wholeSeconds(use.freshMs - use.ageMs)}`;
  const forwarded = `banyan; fwd=${use.kind}`;
  if (use.collapsed) return `${forwarded}; collapsed`;
  return use.stored ? `${forwarded}; stored` : forwarded;
}

/** Downwards, so that less than a second beyond the end is -1 and not 0. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** The word for it. */
export function cacheOutcome({ kind, outdated, collapsed, ageMs, freshMs }: CacheUse): CacheOutcome {
  if (outdated) return 'outdated';
  if (kind === 'hit') return ageMs <= freshMs ? 'hit' : 'stale';
  if (kind === 'bypass') return 'bypass';
  return collapsed ? 'collapsed' : 'miss';
}
