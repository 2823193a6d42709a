// What is told of the cache with every read that was answered. Part of `request-completed` in observation.ts.

/**
 * How the cache took part: kept and fresh, kept and asked for again behind it, kept and too old because the source could
 * not be asked, asked, asked once for several callers, never kept.
 */
export type CacheOutcome = 'hit' | 'stale' | 'outdated' | 'miss' | 'collapsed' | 'bypass';
