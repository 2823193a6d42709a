// Reads the Cache-Control field of a request (RFC 9111, section 5.2.1).
// It must never refuse one: what is not understood is ignored, as the standard says.
import type { CacheWish } from '../../read/read-request.js';

const MAX_AGE = /^max-age="?(\d{1,9})"?$/;

/** What the caller asks of the cache; undefined when it asks nothing that is known here. */
export function readCacheWish(cacheControl: string | undefined): CacheWish | undefined {
  if (cacheControl === undefined) return undefined;
  const directives = cacheControl.split(',').map((directive) => directive.trim().toLowerCase());
  const seconds = directives.map((directive) => MAX_AGE.exec(directive)?.[1]).find((found) => found !== undefined);
  const wish = {
    noCache: directives.includes('no-cache'),
    noStore: directives.includes('no-store'),
    onlyIfCached: directives.includes('only-if-cached'),
    ...(seconds !== undefined && { maxAgeMs: Number(seconds) * 1_000 }),
  };
  return wish.noCache || wish.noStore || wish.onlyIfCached || seconds !== undefined ? wish : undefined;
}
