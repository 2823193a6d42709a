// What goes into the read path and what comes out of it: the border between HTTP and reading.
// It must never name a header or a status; api does.

/** What is asked, before any of it was looked at. */
export interface ReadQuestion {
  /** API version, `v1`. */
  readonly version: string;
  /** Operation id, `orders.list`. */
  readonly operation: string;
  /** The addressed key of a get, decoded from the path; absent for lists. */
  readonly key?: string;
  /** The raw query string without `?`; may be anything. */
  readonly query: string;
}

/** What the source is asked on behalf of. */
export interface Asker {
  /** True for work that gives way to interactive work. */
  readonly bulk?: boolean;
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A question, and what of its asker decides on the answer. */
export interface PersonalQuestion extends ReadQuestion {
  /** The raw If-None-Match field value. */
  readonly ifNoneMatch?: string;
  /** True for work that gives way to interactive work. */
  readonly bulk?: boolean;
  /** What the caller may see, as one canonical text: callers with different ones never share an answer. Absent: not cached. */
  readonly permission?: string;
  /** What the caller asks of the cache, where it may ask. */
  readonly caching?: CacheWish;
}

/** One read as the caller put it, who waits until the signal fires. */
export interface ReadRequest extends PersonalQuestion, Asker {
  readonly correlationId: string;
}

/** Cache-Control of a request (RFC 9111, section 5.2.1); only callers that hold `cache.bypass` have one. */
export interface CacheWish {
  /** Asked anew, and what comes is kept. */
  readonly noCache: boolean;
  /** Asked anew, and what comes is not kept. */
  readonly noStore: boolean;
  /** Oldest answer taken, in milliseconds. */
  readonly maxAgeMs?: number;
  /** Nobody is asked. */
  readonly onlyIfCached: boolean;
}

/** How the cache took part in an answer; Age, Cache-Control and Cache-Status (RFC 9211) are written from it. */
export interface CacheUse {
  /**
   * `hit`: kept, and nobody was asked for it. Otherwise why the source was asked: nothing was kept, what was kept is too
   * old (`stale`; then the answer may be the kept one because asking failed), the caller wished it (`request`), or this
   * answer is never kept (`bypass`).
   */
  readonly kind: 'hit' | 'uri-miss' | 'stale' | 'request' | 'bypass';
  /** The answer is an old one because asking failed, or because nobody may ask now. */
  readonly outdated: boolean;
  /** The source was asked once for several callers, and another one's asking answered this. */
  readonly collapsed: boolean;
  /** It is kept from now on. */
  readonly stored: boolean;
  /** Since the source was asked for it, in milliseconds. */
  readonly ageMs: number;
  /** The whole time it is fresh for, in milliseconds; 0 where it is not kept. */
  readonly freshMs: number;
}

/** What an answer shows of sensitive fields: what was read, never a value. */
export interface SensitiveContent {
  /** `customers` of a list, `customers/C10001` of one record; the key is masked where it is sensitive itself. */
  readonly subject: string;
  /** Names of the sensitive fields it shows or was filtered by, separated by commas. */
  readonly fields: string;
  readonly records: number;
}

/** An answer, serialised once. */
export interface ReadAnswer {
  /** True when the caller's validator still holds; `body` is empty then. */
  readonly notModified: boolean;
  /** UTF-8 JSON in pieces, to be sent in order; together `bytes` long. */
  readonly body: readonly Uint8Array[];
  readonly bytes: number;
  /** Entity tag with its quotes, weak for lists. */
  readonly etag: string;
  /** Of one record: the version that went into the tag, see versionText; absent where the binding names none. */
  readonly version?: string;
  /** How fresh the data is at least, RFC 3339 in UTC; absent when the source does not say. */
  readonly asOf?: string;
  /** Absent where nothing sensitive is in the body, nor was asked by. */
  readonly sensitive?: SensitiveContent;
  /** Query string (without `?`) of the next page. */
  readonly next?: string;
  /** Absent where there is no cache. */
  readonly cache?: CacheUse;
}
