// What goes into the read path and what comes out of it: the border between HTTP and reading.
// It must never name a header or a status; api does.

/** One read as the caller put it, before any of it was looked at. */
export interface ReadRequest {
  /** API version, `v1`. */
  readonly version: string;
  /** Operation id, `orders.list`. */
  readonly operation: string;
  /** The addressed key of a get, decoded from the path; absent for lists. */
  readonly key?: string;
  /** The raw query string without `?`; may be anything. */
  readonly query: string;
  /** The raw If-None-Match field value. */
  readonly ifNoneMatch?: string;
  readonly correlationId: string;
  /** Fires when the caller has gone. */
  readonly signal: AbortSignal;
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
}
