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

/** An answer, serialised once. */
export interface ReadAnswer {
  /** True when the caller's validator still holds; `body` is empty then. */
  readonly notModified: boolean;
  /** UTF-8 JSON in pieces, to be sent in order; together `bytes` long. */
  readonly body: readonly Uint8Array[];
  readonly bytes: number;
  /** Entity tag with its quotes, weak for lists. */
  readonly etag: string;
  /** How fresh the data is at least, RFC 3339 in UTC; absent when the source does not say. */
  readonly asOf?: string;
  /** Query string (without `?`) of the next page. */
  readonly next?: string;
}
